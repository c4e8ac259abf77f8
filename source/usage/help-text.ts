import {flagLines} from '../core/flag-table.ts';
import {flags, pipeFlags} from './flags.ts';
import {forms, subcommandForms} from './forms.ts';

/** Where the sentences behind the forms begin. */
const form_columns = 34;

/** What `sockplay --help` prints, below the sentence that says what sockplay is. */
export function helpText(): string {
	const usage = [...forms, ...Object.values(subcommandForms)]
		.map(({words, summary}) => `  $ sockplay ${words.padEnd(form_columns)}${summary}`);
	return [
		'',
		'Usage',
		...usage,
		'',
		'Options',
		...flagLines(flags),
		'',
		'Options of connect and listen between pipes',
		...flagLines(pipeFlags),
		'',
		'Examples',
		...examples.map(example => `  $ ${example}`),
		'',
	].join('\n');
}

/** Command lines that work. */
export const examples: readonly string[] = [
	'sockplay',
	'sockplay listen tcp:4000 echo',
	String.raw`sockplay --json -e 'listen tcp:0 echo' -e 'connect s1' -e 'send hello\n' --for 1s`,
];
