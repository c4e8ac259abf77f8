/** The man page, from the tables that the help and the README are printed from. */
import {findPage} from '../commands/help/find-page.ts';
import type {HelpRow} from '../commands/help/page.ts';
import {verbs} from '../commands/table.ts';
import {flagUsage, type PrintedFlag} from '../core/flag-table.ts';
import {usage} from '../language/usage.ts';
import type {Grammar} from '../language/verb.ts';
import {services} from '../services/table.ts';
import {exitCodes, sentences} from '../usage/about.ts';
import {forms, subcommandForms, type Form, type SubcommandName} from '../usage/forms.ts';
import {examples} from '../usage/help-text.ts';
import {flagsOfPipes, mainFlags, programFlags} from '../usage/programs.ts';
import {bold, example, item, paragraph, plain, prose, section, subsection} from './roff.ts';

/** Sections that are pages of the help: `sockplay help NAME` shows them, too. */
const topics = ['address', 'data', 'link', 'scripts', 'views', 'keys'] as const;

/** The page of this version, in man(7). */
export function manualPage(version: string): string {
	return [
		`.TH SOCKPLAY 1 "" "sockplay ${version}" "User Commands"`,
		// Neither words nor the space between them are changed: much of it is to be typed.
		'.nh',
		'.ad l',
		...section('name', [String.raw`sockplay \- ${plain(sentences.short)}`]),
		...section('synopsis', synopsis()),
		...section('description', sentences.description.flatMap(text => paragraph(text))),
		...section('options', flagItems(mainFlags)),
		...subsection('Options of connect and listen between pipes', [
			...paragraph(sentences.pipe),
			...flagItems(flagsOfPipes),
		]),
		...section('subcommands', Object.keys(subcommandForms).flatMap(name => subcommand(name as SubcommandName))),
		...section('lines', verbs.flatMap(verb => verbItem(verb))),
		...section('services', services.flatMap(({usage: words, summary, details = []}) =>
			item(words, `${summary}.`, ...details))),
		...topics.flatMap(name => topicSection(name)),
		...section('exit status', exitCodes.flatMap(({code, meaning}) => item(code, meaning))),
		...section('environment', sentences.environment.flatMap(({name, meaning}) => item(name, meaning))),
		...section('examples', example(examples)),
		...section('see also', [['nc', 'socat', 'tcpdump'].map(name => `${bold(name)}(1)`).join(', ')]),
		'',
	].join('\n');
}

function synopsis(): readonly string[] {
	const lines = [...forms, ...Object.values(subcommandForms)].map(({words}) => `${bold('sockplay')} ${plain(words)}`);
	return ['.nf', ...lines, '.fi'];
}

function flagItems(flags: readonly PrintedFlag[]): readonly string[] {
	return flags.flatMap(flag => {
		const {summary, details} = flag;
		return item(flagUsage(flag), details === undefined ? summary : `${summary}; ${details}`);
	});
}

function subcommand(name: SubcommandName): readonly string[] {
	const {words, summary, details = []}: Form = subcommandForms[name];
	return subsection(`sockplay ${words}`, [
		...paragraph(`${summary}.`, ...details),
		...name === 'check' ? [] : flagItems(programFlags[name]),
	]);
}

function verbItem(verb: Grammar): readonly string[] {
	const {name, summary, details = [], options, example: line} = verb;
	if (name === 'link') {
		return item(usage(verb), `${summary}: see LINKS.`);
	}

	const keys = Object.entries(options).flatMap(([key, option]) => item(`${key}=`, option.summary));
	return [
		...item(usage(verb), `${summary}.`, ...details, `For example: \`${line}\``),
		...keys.length === 0 ? [] : ['.RS', ...keys, '.RE'],
	];
}

function topicSection(name: typeof topics[number]): readonly string[] {
	const {title, rows} = findPage(name, {verbs})!;
	return section(title, rows.flatMap((row, index) => rowLines(row, rows[index - 1])));
}

/** Sentences below each other are one paragraph. */
function rowLines({label, text}: HelpRow, above: HelpRow | undefined): readonly string[] {
	if (label !== '') {
		return item(label, text);
	}

	if (text === '') {
		return [];
	}

	const isFirst = above?.label !== '' || above.text === '';
	return isFirst ? paragraph(text) : ['.br', prose(text)];
}
