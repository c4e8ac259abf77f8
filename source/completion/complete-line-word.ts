/** Words of a line of the language: verbs, addresses, services, options. */
import {verbs} from '../commands/table.ts';
import {lineOfWords} from '../core/command-line-words.ts';
import {quoteWord} from '../core/escape.ts';
import {completeLine} from '../language/complete-line.ts';
import {unquotedSoFar} from '../language/kinds/path.ts';
import type {Grammar, Suggestion} from '../language/verb.ts';
import {services} from '../services/table.ts';
import {openedBy} from './opened-by.ts';
import type {Offer, Offers} from './offer.ts';
import type {Surroundings} from './surroundings.ts';

export type LineWord = {
	/** Of the line, before the word at the cursor. */
	readonly words: readonly string[];
	/** The word at the cursor, as far as it stands before it; in the quotes of the shell it may be a line. */
	readonly current: string;
	/** The lines that run before this one. */
	readonly earlier: readonly string[];
};

/** What may stand in the place of the word, all of it; nothing where that is not known. */
export function completeLineWord({words, current, earlier}: LineWord, surroundings: Surroundings): Offers {
	const endpoints = openedBy(earlier, verbs);
	const before = words.length === 0 ? '' : `${lineOfWords(words)} `;
	// The shell has removed the quotes of a word among others: one with a blank gets them back, the last still open.
	const line = before + (words.length > 0 && /\s/v.test(current) ? quoteWord(current).slice(0, -1) : current);
	const last = endpoints.findLast(({isListener}) => !isListener) ?? endpoints.at(-1);
	const possible = endpoints.length === 0 ? verbs.filter(verb => isForNobody(verb)) : verbs;
	const complete = (listFolder: Surroundings['listFolder']) => completeLine(line, line.length, possible, {
		...surroundings,
		listFolder,
		endpoints,
		services,
		...(last !== undefined && {current: last.name}),
	});

	let isFile = false;
	const {start, suggestions} = complete(() => {
		isFile = true;
		return [];
	});
	// Behind `unix:` and `key=` the shell does not know where a path begins.
	const isWholeWord = start === before.length && !/^(?:unix|file):/v.test(current);
	if (isFile && isWholeWord) {
		return {offers: offersOf(suggestions.filter(({open}) => open !== true), ''), files: true};
	}

	const found = isFile ? complete(surroundings.listFolder) : {start, suggestions};
	return found.start < before.length
		? {offers: []}
		: {offers: offersOf(found.suggestions, line.slice(before.length, found.start))};
}

/** Whether a session may begin with it. */
function isForNobody({onEndpoint, screenOnly = false}: Grammar): boolean {
	return !onEndpoint && !screenOnly;
}

/** `before`: what of the word stays. */
function offersOf(suggestions: readonly Suggestion[], before: string): readonly Offer[] {
	return suggestions
		// An earlier line listens there, on a port that nobody knows yet.
		.filter(({text}) => !/^(?:.*:)?0$/v.test(text))
		.map(({text, summary, open}) => ({
			text: before + (before.includes(' ') ? text : unquotedSoFar(text)),
			...(summary !== undefined && {summary}),
			...(open !== undefined && {open}),
		}));
}
