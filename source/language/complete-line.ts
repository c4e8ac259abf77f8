import {bestMatches, matchRank} from '../core/fuzzy.ts';
import {skipBlanks} from '../core/words.ts';
import {takesNameBehind} from './name-behind.ts';
import {openSlot, type Slot} from './open-slot.ts';
import {everyName, namePattern, nextToken} from './tokens.ts';
import {usage} from './usage.ts';
import type {Grammar, CompletionContext, SocketKind, Suggestion} from './verb.ts';
import {endpointSuggestions} from './kinds/name.ts';
import {unquotedSoFar} from './kinds/path.ts';

/** Suggestions at the cursor; each replaces the text from `start` to `end`. */
export type Completion = {readonly start: number; readonly end: number; readonly suggestions: readonly Suggestion[]};

/**
Completes a line (without a slash) at the cursor: verbs and names first, then the verb's parameters and options. Never
throws.
*/
export function completeLine(
	line: string,
	cursor: number,
	verbs: readonly Grammar[],
	knowledge: CompletionContext,
): Completion {
	const head = line.slice(0, cursor);
	const first = nextToken(head, 0, {comments: false});
	const start = first?.start ?? head.length;
	if (first === undefined || first.end === head.length) {
		return replacing(line, start, cursor, firstWordSuggestions(head.slice(start), verbs, knowledge));
	}

	const verb = byName(first.raw, verbs);
	if (verb !== undefined) {
		return completeArguments(line, head, openSlot(head, first.end, verb), {verb, verbs, knowledge});
	}

	if (!namePattern.test(first.raw)) {
		return nothing(cursor);
	}

	const second = nextToken(head, first.end);
	if (second === undefined || second.end === head.length) {
		const secondStart = skipBlanks(head, first.end);
		const able = verbs.filter(grammar => isFor(first.raw, grammar));
		return replacing(line, secondStart, cursor, verbSuggestions(head.slice(secondStart), able));
	}

	const verbBehind = byName(second.raw, verbs);
	return verbBehind !== undefined && isFor(first.raw, verbBehind)
		? completeArguments(line, head, openSlot(head, second.end, verbBehind), {
			verb: verbBehind,
			verbs,
			knowledge,
			name: first.raw,
		})
		: nothing(cursor);
}

/** Whether a line that begins with this name can have this verb. */
function isFor(name: string, {onEndpoint, onAll = false}: Grammar): boolean {
	return name === everyName ? onAll : onEndpoint;
}

type Completing = {
	readonly verb: Grammar;
	readonly verbs: readonly Grammar[];
	readonly knowledge: CompletionContext;
	/** The NAME before the verb. */
	readonly name?: string;
};

function completeArguments(
	line: string,
	head: string,
	slot: Slot | undefined,
	{verb, verbs, knowledge, name}: Completing,
): Completion {
	const cursor = head.length;
	if (slot === undefined) {
		return nothing(cursor);
	}

	const prefix = head.slice(slot.start);
	const takesName = name === undefined && slot.kind === undefined && slot.filled === 0 && takesNameBehind(verb);
	const suggestions = [
		...(takesName ? endpointSuggestions(prefix, knowledge) : []),
		...slot.kind?.complete?.(prefix, knowledge, slot.before) ?? [],
		...optionSuggestions(prefix, slot, verb),
	];
	if (slot.verbsOf !== undefined) {
		const within = completeLine(line.slice(slot.start), prefix.length, slot.verbsOf(verbs), knowledge);
		return withLine(within, slot, suggestions);
	}

	// A name behind the verb is not looked at.
	const isKnown = verb.onEndpoint && (slot.filled === 0 || !takesNameBehind(verb));
	const carries = isKnown ? carriedBy(name ?? knowledge.current, knowledge) : undefined;
	const possible = suggestions.filter(({onlyFor = carries}) => carries === undefined || onlyFor === carries);
	const completion = replacing(line, slot.start, cursor, best(prefix, possible));
	return slot.isRest ? {...completion, end: cursor} : completion;
}

/** A line within a line, with what may stand before it. */
function withLine({start, end, suggestions}: Completion, slot: Slot, others: readonly Suggestion[]): Completion {
	const isFirst = start === 0;
	return {
		start: slot.start + start,
		end: slot.start + end,
		suggestions: isFirst ? [...suggestions, ...others] : suggestions,
	};
}

/** What an endpoint of this name carries; undefined where there is none, or where it stands for several. */
function carriedBy(name: string | undefined, {endpoints}: CompletionContext): SocketKind | undefined {
	return endpoints.find(endpoint => endpoint.name === name)?.carries;
}

/** Options not given yet; while a word is required, only after their first letter. */
function optionSuggestions(
	prefix: string,
	{optionKeys, isRequired: isNeeded}: Slot,
	{options}: Grammar,
): readonly Suggestion[] {
	return isNeeded && prefix === ''
		? []
		: optionKeys
			.filter(key => matchRank(prefix, `${key}=`) !== undefined)
			.map(key => {
				const {summary, onlyFor} = options[key]!;
				return {text: `${key}=`, summary, open: true, ...(onlyFor !== undefined && {onlyFor})};
			});
}

const everySuggestion: Suggestion = {
	text: everyName,
	label: `${everyName} VERB …`,
	summary: 'every open connection of this side',
	example: `${everyName} send hello`,
};

function firstWordSuggestions(
	prefix: string,
	verbs: readonly Grammar[],
	knowledge: CompletionContext,
): readonly Suggestion[] {
	const named = endpointSuggestions(prefix, knowledge).filter(({text}) => text.startsWith(prefix));
	const endpoints = knowledge.endpoints.length > 0 && everyName.startsWith(prefix)
		? [...named, everySuggestion]
		: named;
	return endpoints.length > 0 && prefix !== '' && verbs.every(verb => !verb.name.startsWith(prefix))
		? endpoints
		: [...verbSuggestions(prefix, verbs), ...endpoints];
}

/**
Verbs that begin with the word; else those that people who use other words for them mean; else those that have a word
like it in their name or sentence, or its letters in their name.
*/
function verbSuggestions(prefix: string, verbs: readonly Grammar[]): readonly Suggestion[] {
	const begun = bestMatches(prefix, verbs.filter(verb => (matchRank(prefix, verb.name) ?? 9) < 2), ({name}) => name);
	if (begun.length > 0) {
		return begun.map(verb => verbSuggestion(verb));
	}

	const known = synonymSuggestions(prefix, verbs);
	if (known.length > 0) {
		return known;
	}

	const likely = verbs.filter(verb => matchRank(prefix, verb.name) === 2 || matchRank(prefix, verb.summary) === 2);
	return (likely.length > 0 ? likely : bestMatches(prefix, verbs, ({name}) => name)).map(verb => verbSuggestion(verb));
}

function verbSuggestion(verb: Grammar): Suggestion {
	const isMore = Object.values(verb.parameters).some(({optional}) => optional !== true);
	return {
		text: verb.name,
		label: usage(verb),
		summary: verb.summary,
		example: verb.example,
		...(isMore && {more: true}),
	};
}

/** The lines that begin with what people call them elsewhere: `quit` for `exi`. Each once. */
function synonymSuggestions(prefix: string, verbs: readonly Grammar[]): readonly Suggestion[] {
	const found = verbs.flatMap(verb => Object
		.entries(verb.synonyms ?? {})
		.filter(([word]) => word.startsWith(prefix.toLowerCase()))
		.map(([, line]) => line === verb.name ? verbSuggestion(verb) : lineSuggestion(line, verb)));
	return found.filter(({text}, index) => found.findIndex(other => other.text === text) === index);
}

function lineSuggestion(line: string, {name, summary, options}: Grammar): Suggestion {
	const key = line.slice(name.length + 1, -1);
	return line.endsWith('=')
		? {text: line, summary: options[key]?.summary ?? summary, open: true}
		: {text: line, summary};
}

/** Those that match as well as the best of them; what a kind of word knows better than by its letters stays. */
function best(prefix: string, suggestions: readonly Suggestion[]): readonly Suggestion[] {
	const word = unquotedSoFar(prefix);
	const ranked = suggestions.map(suggestion => {
		const rank = matchRank(word, unquotedSoFar(suggestion.text)) ?? 1;
		return {suggestion, rank};
	});
	const limit = Math.max(1, Math.min(3, ...ranked.map(({rank}) => rank)));
	return ranked
		.filter(({rank}) => rank <= limit)
		.toSorted((one, other) => one.rank - other.rank)
		.map(({suggestion}) => suggestion);
}

/** Replaces the whole word that begins at `start`, even when the cursor is within it. */
function replacing(line: string, start: number, cursor: number, suggestions: readonly Suggestion[]): Completion {
	const word = start === cursor && skipBlanks(line, cursor) > cursor
		? undefined
		: nextToken(line, start, {comments: false});
	return {start, end: Math.max(cursor, word?.end ?? cursor), suggestions};
}

function nothing(cursor: number): Completion {
	return {start: cursor, end: cursor, suggestions: []};
}

function byName(name: string, verbs: readonly Grammar[]): Grammar | undefined {
	return verbs.find(verb => verb.name === name);
}
