import {skipBlanks} from '../core/words.ts';
import {openSlot, type Slot} from './open-slot.ts';
import {namePattern, nextToken} from './tokens.ts';
import {usage} from './usage.ts';
import type {Grammar, CompletionContext, Suggestion} from './verb.ts';
import {endpointSuggestions} from './kinds/name.ts';

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
		return completeArguments(line, head, openSlot(head, first.end, verb), {verb, knowledge});
	}

	if (!namePattern.test(first.raw)) {
		return nothing(cursor);
	}

	const second = nextToken(head, first.end);
	if (second === undefined || second.end === head.length) {
		const secondStart = skipBlanks(head, first.end);
		return replacing(
			line,
			secondStart,
			cursor,
			verbSuggestions(head.slice(secondStart), verbs.filter(({onEndpoint}) => onEndpoint)),
		);
	}

	const verbBehind = byName(second.raw, verbs);
	return verbBehind?.onEndpoint === true
		? completeArguments(line, head, openSlot(head, second.end, verbBehind), {verb: verbBehind, knowledge})
		: nothing(cursor);
}

type Completing = {readonly verb: Grammar; readonly knowledge: CompletionContext};

function completeArguments(
	line: string,
	head: string,
	slot: Slot | undefined,
	{verb, knowledge}: Completing,
): Completion {
	const cursor = head.length;
	if (slot === undefined) {
		return nothing(cursor);
	}

	const prefix = head.slice(slot.start);
	const suggestions = slot.kind?.complete?.(prefix, knowledge, slot.before) ?? [];
	const completion = replacing(line, slot.start, cursor, [...suggestions, ...optionSuggestions(prefix, slot, verb)]);
	return slot.isRest ? {...completion, end: cursor} : completion;
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
			.filter(key => `${key}=`.startsWith(prefix))
			.map(key => ({text: `${key}=`, summary: options[key]!.summary, open: true}));
}

function firstWordSuggestions(
	prefix: string,
	verbs: readonly Grammar[],
	knowledge: CompletionContext,
): readonly Suggestion[] {
	return [...verbSuggestions(prefix, verbs), ...endpointSuggestions(prefix, knowledge)];
}

function verbSuggestions(prefix: string, verbs: readonly Grammar[]): readonly Suggestion[] {
	return verbs
		.filter(verb => verb.name.startsWith(prefix))
		.map(verb => ({text: verb.name, label: usage(verb), summary: verb.summary, example: verb.example}));
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
