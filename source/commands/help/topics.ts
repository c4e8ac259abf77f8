/** The pages of the help that are about more than one verb, each printed from the table of what it tells. */
import {macroForms} from '../../core/macros.ts';
import {panes} from '../../frames/panes.ts';
import {views} from '../../frames/views/table.ts';
import {addressForms, addressRules, dataForms, dataRules} from '../../language/kinds.ts';
import type {Grammar, Suggestion} from '../../language/verb.ts';
import {presets} from '../../link/presets.ts';
import {services} from '../../services/table.ts';
import {keysIn, keysOutside, keyTable, type KeyRow} from '../key-tables.ts';
import {mouseTable} from '../mouse-table.ts';
import {statementForms, variableForms} from '../script-table.ts';
import {entry, sentence, type HelpRow, type HelpSources} from './page.ts';
import {startRows} from './start-page.ts';
import {joined, verbParts, verbRow} from './verb-page.ts';

/** `summary` is its row in the table of contents. */
type Topic = {
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	readonly rows: (sources: HelpSources) => readonly HelpRow[];
};

export const topics: readonly Topic[] = [
	{
		name: 'start',
		title: 'start here',
		summary: 'the panes, a first conversation, how to end',
		rows: () => startRows,
	},
	{name: 'keys', title: 'keys', summary: 'those of the pane you are in, then all others', rows: keyRows},
	{
		name: 'verbs',
		title: 'verbs',
		summary: 'what can be typed behind a slash',
		rows: ({verbs}) => verbs.map(verb => verbRow(verb)),
	},
	{
		name: 'services',
		title: 'services',
		summary: 'what a server answers by itself: echo, chat, relay …',
		rows: () => joined([[sentence('listen ADDRESS SERVICE. Without a service you type the replies.')], serviceRows]),
	},
	{
		name: 'address',
		title: 'addresses',
		summary: 'tcp:4000, udp:[::1]:5000, unix:/tmp/sock, names',
		rows: () => joined([addressForms.map(form => formRow(form)), sentences(addressRules)]),
	},
	{
		name: 'data',
		title: 'data',
		summary: String.raw`what send takes: text with \n, hex:, file:, zeros: …`,
		rows: () => joined([
			dataForms.map(form => formRow(form, 'send ')),
			sentences(dataRules),
			macroForms.map(({form, summary}) => entry(form, summary)),
		]),
	},
	{
		name: 'link',
		title: 'links',
		summary: 'make a connection slow, lossy, cut: delay, loss, rate …',
		rows({verbs}) {
			const {head, details, options, end} = partsOf(verbs, 'link');
			return joined([head, presetRows, options, end, details]);
		},
	},
	{
		name: 'recordings',
		title: 'recordings',
		summary: 'record, save and open files; Wireshark reads them too',
		rows: ({verbs}) => joined([
			named(verbs, ['record', 'save', 'open', 'find', 'filter', 'copy']).map(verb => verbRow(verb)),
			partsOf(verbs, 'record').details,
			partsOf(verbs, 'open').details,
			sentences([
				'`sockplay replay FILE --as client ADDRESS` sends what a recorded client sent, and shows every answer that differs.',
			]),
		]),
	},
	{
		name: 'scripts',
		title: 'scripts',
		summary: 'lines in a file: run, expect, repeat, variables',
		rows: ({verbs}) => joined([
			named(verbs, ['run', 'expect', 'sleep', 'say']).map(verb => verbRow(verb)),
			statementForms.map(({form, summary}) => entry(form, summary)),
			variableForms.map(({form, summary}) => entry(form, summary)),
			sentences([
				'`sockplay run FILE` ends at the first line that fails.',
				'A line fails when what was expected does not come, or the network refuses and the next line does not expect that.',
				'`sockplay check FILE` only reads, and shows every mistake.',
			]),
		]),
	},
	{
		name: 'views',
		title: 'views',
		summary: 'how the raw bytes are shown: hex, text, decoded …',
		rows: ({verbs}) => joined([viewRows, partsOf(verbs, 'view').options]),
	},
];

export const serviceRows: readonly HelpRow[] = services.map(({name, usage, summary}) =>
	entry(usage, summary, {line: `listen tcp:0 ${name}${usage === name ? '' : ' '}`, page: name}));

export const presetRows: readonly HelpRow[] = Object.entries(presets).map(([name, {summary}]) =>
	entry(`link ${name}`, summary, {line: `link ${name}`}));

export const viewRows: readonly HelpRow[] = views.map(({name, key, summary}) =>
	entry(`view ${name}`, key === undefined ? summary : `${summary}; the key ${key}`, {line: `view ${name}`}));

function partsOf(verbs: readonly Grammar[], name: string): ReturnType<typeof verbParts> {
	return verbParts(verbs.find(verb => verb.name === name)!);
}

function sentences(texts: readonly string[]): readonly HelpRow[] {
	return texts.map(text => sentence(text));
}

function named(verbs: readonly Grammar[], names: readonly string[]): readonly Grammar[] {
	return names.flatMap(name => verbs.filter(verb => verb.name === name));
}

/** A form in which something is written; `before`: what it stands behind in a line. */
function formRow({text, label = text, summary = ''}: Suggestion, before?: string): HelpRow {
	return entry(label, summary, before === undefined ? {} : {line: before + text});
}

/** Without a screen each key is told with the place where it counts. */
function keyRows({pane}: HelpSources): readonly HelpRow[] {
	const here = panes.find(({name}) => name === pane);
	return here === undefined
		? keyTable().map(({keys, where, label}) => entry(keys, `${label} (${where})`))
		: joined([
			[sentence(`In the ${here.name} pane, where you are:`), ...rowsOfKeys(keysIn(here.name))],
			[sentence('Elsewhere:'), ...rowsOfKeys(keysOutside(here.name))],
			[sentence('The mouse:'), ...mouseTable.map(({keys, where, label}) => entry(keys, `${label} (${where})`))],
		]);
}

function rowsOfKeys(keys: readonly KeyRow[]): readonly HelpRow[] {
	return keys.map(({keys: names, label}) => entry(names, label));
}
