/** The tables of the README, as Markdown, printed from the code. */
import {readdirSync, readFileSync} from 'node:fs';
import {verbs} from '../source/commands/table.ts';
import {flagUsage, type PrintedFlag} from '../source/core/flag-table.ts';
import {usage} from '../source/language/usage.ts';
import {services} from '../source/services/table.ts';
import {flagsOfPipes, mainFlags, programFlags} from '../source/usage/programs.ts';
import {keyTable} from '../source/commands/key-tables.ts';

/** Each table by the name of its marks in the README: `<!-- verbs -->` … `<!-- /verbs -->`. */
export const tables: Readonly<Record<string, () => string>> = {
	verbs: () => table(
		['line', 'what it does', 'for example'],
		verbs.map(verb => [code(usage(verb)), verb.summary, code(verb.example)]),
	),
	services: () =>
		table(['service', 'what the server answers'], services.map(service => [code(service.usage), service.summary])),
	options: () => optionTable(mainFlags),
	'pipe options': () => optionTable(flagsOfPipes),
	'replay options': () => optionTable(programFlags.replay),
	examples: () => table(
		['script', 'what it shows'],
		examples().map(({name, comment}) => [`[${name}](examples/${name})`, comment]),
	),
	keys: () => table(
		['keys', 'where', 'what they do'],
		keyTable().map(({keys, where, label}) => [keys.split(' ').map(key => code(key)).join(' '), where, label]),
	),
};

const folder = new URL('../examples/', import.meta.url);

/** The scripts of examples/, each with its first comment. */
export function examples(): ReadonlyArray<{readonly name: string; readonly comment: string}> {
	const names = readdirSync(folder).filter(name => name.endsWith('.play')).toSorted();
	return names.map(name => {
		const [line] = readFileSync(new URL(name, folder), 'utf8').split('\n', 1);
		return {name, comment: line!.replace(/^# */v, '')};
	});
}

/** The README with every table printed anew. Throws when a mark is missing. */
export function withTables(readme: string): string {
	let text = readme;
	for (const [name, print] of Object.entries(tables)) {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const from = text.indexOf(begin);
		const to = text.indexOf(end);
		if (from === -1 || to < from) {
			throw new Error(`README.md has no ${begin} … ${end}`);
		}

		text = `${text.slice(0, from + begin.length)}\n${print()}\n${text.slice(to)}`;
	}

	return text;
}

function optionTable(flags: readonly PrintedFlag[]): string {
	return table(['option', 'what it does'], flags.map(flag => {
		const {summary, details} = flag;
		return [code(flagUsage(flag)), details === undefined ? summary : `${summary}; ${details}`];
	}));
}

function table(heading: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [heading, heading.map(() => '---'), ...rows]
		.map(cells => `| ${cells.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)
		.join('\n');
}

function code(text: string): string {
	return `\`${text.replaceAll('`', '\'')}\``;
}
