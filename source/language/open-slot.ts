import {skipBlanks} from '../core/words.ts';
import {nextToken, type Token} from './tokens.ts';
import type {Grammar, Kind, Parameter} from './verb.ts';

/** The unfinished word at the end of a line. */
export type Slot = {
	/** Where it begins; the end of the line when it is empty. */
	readonly start: number;
	/** Its kind; undefined when only an option can follow. */
	readonly kind?: Kind<unknown>;
	/** The earlier words of the same `many` parameter. */
	readonly before: readonly string[];
	readonly isRest: boolean;
	/** It is the beginning of a line, as `Parameter` tells it. */
	readonly verbsOf?: Parameter['verbsOf'];
	/** The verb requires it. */
	readonly isRequired: boolean;
	/** How many words stand before it, behind the verb; options do not count. */
	readonly filled: number;
	/** Options that are possible here. */
	readonly optionKeys: readonly string[];
};

/**
The slot at the end of `head`, whose verb ends at `at`; undefined within a comment or the value of an unknown option.
*/
export function openSlot(head: string, at: number, verb: Grammar): Slot | undefined {
	const parameters = Object.values(verb.parameters);
	const given = new Set<string>();
	let before: string[] = [];
	let filled = 0;
	let end = at;
	for (;;) {
		const parameter = parameters[filled];
		const isRest = parameter?.rest === true;
		const start = skipBlanks(head, end);
		if (!isRest && head[start] === '#') {
			return undefined;
		}

		const token = nextToken(head, end, {comments: false});
		const isOption = token?.option !== undefined && (!isRest || Object.hasOwn(verb.options, token.option.key));
		const rest = isRest && !isOption ? restEnd(head, start, parameter, verb) : head.length;
		if (rest < head.length) {
			filled++;
			end = rest;
			continue;
		}

		if (token === undefined || token.end === head.length || (isRest && !isOption)) {
			return isOption ? valueSlot(token, verb, filled) : wordSlot(verb, given, {start, parameter, before, filled});
		}

		if (isOption) {
			given.add(token.option.key);
		} else if (parameter?.many === true) {
			before = [...before, token.raw];
		} else {
			filled++;
		}

		end = token.end;
	}
}

/** Where a `rest` parameter ends; what its options are may stand behind it. */
function restEnd(head: string, start: number, {kind: {endOf}}: Parameter, {options}: Grammar): number {
	return start + (endOf?.(head.slice(start), Object.keys(options)) ?? head.length - start);
}

function valueSlot({option}: Token, verb: Grammar, filled: number): Slot | undefined {
	const {key, valueStart} = option!;
	if (!Object.hasOwn(verb.options, key)) {
		return undefined;
	}

	const {kind} = verb.options[key]!;
	return {start: valueStart, kind, before: [], isRest: false, isRequired: true, filled, optionKeys: []};
}

type WordPlace = {
	readonly start: number;
	readonly parameter: Parameter | undefined;
	readonly before: readonly string[];
	readonly filled: number;
};

function wordSlot(
	verb: Grammar,
	given: ReadonlySet<string>,
	{start, parameter, before, filled}: WordPlace,
): Slot {
	return {
		start,
		...(parameter !== undefined && {kind: parameter.kind}),
		...(parameter?.verbsOf !== undefined && {verbsOf: parameter.verbsOf}),
		before,
		isRest: parameter?.rest === true,
		isRequired: parameter !== undefined && parameter.optional !== true,
		filled,
		optionKeys: Object.keys(verb.options).filter(key => !given.has(key)),
	};
}
