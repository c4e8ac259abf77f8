/** What a script may have besides the lines of the language, each as it is written, for the help. */
import {endpointValues} from './endpoint-values.ts';

type Form = {readonly form: string; readonly summary: string};

/** Lines of a script that are no lines of the language. */
export const statementForms: readonly Form[] = [
	{form: 'repeat N … end', summary: 'the lines between them, N times'},
	{form: 'include FILE', summary: 'the lines of another script, named from the folder of this one'},
	{form: 'in background LINE', summary: 'a line that is not waited for; it has to succeed by the end'},
	{form: '# COMMENT', summary: 'behind a line, or on one of its own'},
];

/** Where a `{` is the beginning of something else, it stays as it is. */
export const variableForms: readonly Form[] = [
	{form: '{NAME}', summary: 'NAME=VALUE behind the file, or a group of an expression: /(?P<NAME>…)/'},
	{form: '{1}', summary: 'a group of the last expression that had some'},
	{form: '{port:NAME}', summary: 'a free port, the same for the same NAME'},
	{form: '{folder}', summary: 'the folder of the script'},
	{form: '{round}', summary: 'the round of a repeat: 1, 2, 3 …'},
	...Object.entries(endpointValues).map(([name, {summary}]) => ({form: `{c1.${name}}`, summary})),
];
