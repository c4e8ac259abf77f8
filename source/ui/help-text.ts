/** The help, from the table of verbs and the keymap. */
import {helpLines, verbLines} from '../commands/help-lines.ts';
import type {Grammar} from '../language/verb.ts';
import {keyTable} from '../commands/keymap.ts';

/** Everything, or all about one verb. */
export function helpText(verbs: readonly Grammar[], verb?: string): readonly string[] {
	const found = verbs.find(({name}) => name === verb);
	return found === undefined ? overview(verbs) : verbLines(found);
}

function overview(verbs: readonly Grammar[]): string[] {
	return [
		'A line that begins with / is a command; any other line is sent to the chosen connection. //text sends /text.',
		'NAME VERB … acts on the endpoint of that name: /s1.2 close',
		'',
		...helpLines(verbs).map(line => line.startsWith(' ') ? ` ${line}` : `/${line}`),
		'',
		...keyLines(),
	];
}

/** The keymap as lines of a table. */
export function keyLines(): string[] {
	const table = keyTable();
	const widthOf = (column: 'keys' | 'where') => Math.max(...table.map(row => row[column].length));
	return table.map((
		{keys, where, label},
	) => `${keys.padEnd(widthOf('keys'))}  ${where.padEnd(widthOf('where'))}  ${label}`);
}
