import {usage} from '../../language/usage.ts';
import type {Grammar} from '../../language/verb.ts';
import {entry, gap, sentence, type HelpPage, type HelpRow} from './page.ts';

/** In more columns than this a usage is cut to its verb, where it stands beside its summary. */
const usage_columns = 26;

/** A verb among others. */
export function verbRow(verb: Grammar): HelpRow {
	const {name, summary} = verb;
	const text = usage(verb);
	const leads = {line: `${name} `, page: name};
	return entry(text.length <= usage_columns ? text : `${name} …`, summary, leads);
}

/** All about one verb: how it is written, what it does, its options, an example. */
export function verbPage(verb: Grammar): HelpPage {
	const {name} = verb;
	const {head, details, options, end} = verbParts(verb);
	return {name, title: name, rows: joined([head, details, options, end])};
}

type Rows = readonly HelpRow[];

/** The parts of such a page. */
export function verbParts(verb: Grammar): Readonly<Record<'head' | 'details' | 'options' | 'end', Rows>> {
	const {name, summary, details = [], options, example, synonyms = {}} = verb;
	const words = Object.keys(synonyms);
	return {
		head: [sentence(usage(verb)), sentence(summary)],
		details: details.map(text => sentence(text)),
		options: Object.entries(options).map(([key, option]) =>
			entry(`${key}=`, option.summary, {line: `${name} ${key}=`})),
		end: [
			entry('for example', example, {line: example}),
			...(words.length === 0 ? [] : [entry('found as', words.join(' '))]),
		],
	};
}

/** Parts below each other, with an empty row between them; what is empty is left out. */
export function joined(parts: readonly Rows[]): Rows {
	return parts.filter(part => part.length > 0).flatMap((part, index) => index === 0 ? part : [gap, ...part]);
}
