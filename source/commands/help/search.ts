import {matchRank} from '../../core/fuzzy.ts';
import {addressForms, dataForms} from '../../language/kinds.ts';
import type {Grammar} from '../../language/verb.ts';
import {keyTable} from '../key-tables.ts';
import {entry, type HelpPage, type HelpRow, type HelpSources} from './page.ts';
import {presetRows, serviceRows, topics, viewRows} from './topics.ts';
import {verbRow} from './verb-page.ts';

/** A loose match, letters in their order, is worth less than a word of the explanation. */
const looseRank = 5;

/** A word of other programs stands behind what is called so here. */
const synonymRank = 2;

type Entry = HelpRow & {readonly isSynonym?: true};

/** Everything in the help that has these words, in its label or its explanation, the best first. */
export function searchPage(query: string, sources: HelpSources): HelpPage {
	const words = query.split(' ').filter(word => word !== '');
	const ranked = everything(sources).flatMap(row => {
		const rank = Math.max(...words.map(word => rankOf(word, row))) + (row.isSynonym === true ? synonymRank : 0);
		return rank > looseRank ? [] : [{row, rank}];
	});
	const best = Math.min(...ranked.map(({rank}) => rank));
	const found = ranked.filter(({rank}) => rank < looseRank || best === looseRank);
	return {
		name: '',
		title: `search: ${query}`,
		rows: found.toSorted((one, other) => one.rank - other.rank).map(({row}) => row),
	};
}

/** 0 to 2 by the label, 3 and 4 by the explanation; Infinity without a match. */
function rankOf(word: string, {label, text}: HelpRow): number {
	const byLabel = matchRank(word, label);
	const byText = matchRank(word, text);
	return Math.min(
		byLabel === undefined || byLabel === 3 ? Infinity : byLabel,
		byText === undefined || byText === 3 ? Infinity : byText + 2,
		byLabel === 3 ? looseRank : Infinity,
	);
}

function everything(sources: HelpSources): readonly Entry[] {
	const {verbs} = sources;
	return [
		...verbs.map(verb => verbRow(verb)),
		...topics.map(({name, title, summary}) => entry(title, summary, {page: name})),
		...serviceRows,
		...verbs.flatMap(({name, options}) => Object.entries(options).map(([key, {summary}]) =>
			entry(`${name} ${key}=`, summary, {line: `${name} ${key}=`, page: name}))),
		...presetRows,
		...viewRows,
		...keyTable().map(({keys, where, label}) => entry(keys, `${label} (${where})`, {page: 'keys'})),
		...addressForms.map(({text, label = text, summary = ''}) => entry(label, summary, {page: 'address'})),
		...dataForms.map(({text, label = text, summary = ''}) => entry(label, summary, {page: 'data'})),
		...verbs.flatMap(verb => synonymRows(verb)),
	];
}

/** Words of other programs, each with the line that it is here. */
function synonymRows({name, synonyms = {}}: Grammar): readonly Entry[] {
	return Object.entries(synonyms).map(([word, line]) => {
		const leads = {line: line === name ? `${line} ` : line, page: name};
		return {...entry(word, `is ${line} here`, leads), isSynonym: true};
	});
}
