import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';
import type {LineHead} from './find-verb.ts';
import {takesNameBehind} from './name-behind.ts';
import {nearest} from './nearest.ts';
import {optionMeant} from './option-meant.ts';
import {namePattern, nextToken, type Token} from './tokens.ts';
import {usage} from './usage.ts';
import type {Arguments, Grammar, Kind, Options, Parameter, Parameters, Target} from './verb.ts';

type Place = {readonly start: number; readonly end: number};

/** The state while a verb's arguments are read. */
type ArgumentState = {
	readonly verb: Grammar;
	readonly verbs: readonly Grammar[];
	readonly line: string;
	readonly values: Record<string, unknown>;
	readonly options: Record<string, unknown>;
	readonly places: Record<string, Place>;
	/** The NAME, when it stands behind the verb. */
	name?: Token;
	/** The NAME stands before the verb. */
	readonly isNamed: boolean;
	/** Parameters that have their value. */
	filled: number;
	/** The end of the last word read. */
	end: number;
};

type ArgumentsFound = {
	readonly args: Arguments<Parameters, Options>;
	readonly places: Target['places'];
	readonly name?: Token;
};

/**
Reads the arguments and options after the verb, with their places, and the NAME where it stands there. Options and words
mix in any order; before a `rest` parameter only known options are options, within it none are.
*/
export function readArguments(
	line: string,
	{verb, word, name}: LineHead<Grammar>,
	verbs: readonly Grammar[],
): Problem | ArgumentsFound {
	const reading: ArgumentState = {
		verb,
		verbs,
		line,
		values: {},
		options: {},
		places: {},
		isNamed: name !== undefined,
		filled: 0,
		end: word.end,
	};
	for (;;) {
		const [key, parameter] = Object.entries(verb.parameters)[reading.filled] ?? [];
		const isRest = parameter?.rest === true;
		const token = nextToken(line, reading.end, {comments: !isRest});
		if (token === undefined) {
			break;
		}

		const isOption = token.option !== undefined && (!isRest || Object.hasOwn(verb.options, token.option.key));
		const wrong = isOption ? readOption(reading, token) : readParameter(reading, token, key, parameter);
		if (wrong !== undefined) {
			return wrong;
		}
	}

	return missing(reading) ?? {
		args: {...emptyLists(verb), ...reading.values, options: reading.options},
		places: reading.places,
		...(reading.name !== undefined && {name: reading.name}),
	};
}

function readOption(reading: ArgumentState, token: Token): Problem | undefined {
	const {key, valueStart} = token.option!;
	const {verb, options} = reading;
	const option = Object.hasOwn(verb.options, key) ? verb.options[key] : undefined;
	if (option === undefined) {
		return unknownOption(verb, token, key);
	}

	if (Object.hasOwn(options, key)) {
		return problem(`${key}= was already given`, token);
	}

	if (valueStart === token.end) {
		return problem(`${key}= needs a value: ${option.kind.expected}`, {start: token.end, end: token.end});
	}

	const value = readValue(reading, option.kind, {...token, raw: token.raw.slice(key.length + 1), start: valueStart});
	if (isProblem(value)) {
		return value;
	}

	options[key] = value;
	reading.places[`${key}=`] = {start: valueStart, end: token.end};
	reading.end = token.end;
	return undefined;
}

function readParameter(
	reading: ArgumentState,
	token: Token,
	key: string | undefined,
	parameter: Parameter | undefined,
): Problem | undefined {
	const {line, values, places} = reading;
	if (key === undefined || parameter === undefined) {
		return readName(reading, token);
	}

	const word = parameter.rest === true ? restOf(line, token, parameter.kind, reading.verb) : token;
	const value = readValue(reading, parameter.kind, word);
	if (isProblem(value)) {
		const fix = parameter.rest === true ? undefined : optionMeant(line, token, reading.verb);
		return fix === undefined ? value : {...value, hint: `\`${fix}\``, fix};
	}

	reading.end = word.end;
	const place = {start: word.start, end: word.end};
	if (parameter.many === true) {
		const list = (values[key] ??= []) as unknown[];
		places[`${key}.${list.length}`] = place;
		list.push(value);
		places[key] = {start: places[key]?.start ?? place.start, end: place.end};
	} else {
		values[key] = value;
		places[key] = place;
		reading.filled++;
	}

	return undefined;
}

/** A value; the fix of its kind, which is a word, is put into the line. */
function readValue({verbs, line}: ArgumentState, kind: Kind<unknown>, {raw, start, end, openQuote}: Token): unknown {
	if (openQuote !== undefined) {
		return problem('a quote is not closed', {start: openQuote, end: openQuote + 1});
	}

	if (kind.excludesVerbs === true && verbs.some(verb => verb.name === raw)) {
		return problem(`${raw} is a verb; a name never is`, {start, end});
	}

	const value = kind.parse(raw);
	if (!isProblem(value)) {
		return value;
	}

	const {fix, ...found} = shiftProblem(value, start);
	return fix === undefined ? found : {...found, fix: line.slice(0, found.start) + fix + line.slice(found.end)};
}

/** Everything from a word on, unchanged, up to where its kind says that it ends. */
function restOf(line: string, {start}: Token, {endOf}: Kind<unknown>, {options}: Grammar): Token {
	const rest = line.slice(start);
	const end = start + (endOf?.(rest, Object.keys(options)) ?? rest.length);
	return {raw: line.slice(start, end), start, end};
}

function missing({verb, line, values, filled, end}: ArgumentState): Problem | undefined {
	const wanted = Object
		.entries(verb.parameters)
		.slice(filled)
		.find(([key, {optional}]) => optional !== true && values[key] === undefined)?.[1];
	const at = Math.min(end + 1, line.length);
	const hint = `for example \`${verb.example}\``;
	return wanted === undefined
		? undefined
		: problem(`${wanted.name} is missing: ${wanted.kind.expected}`, {start: at, end: at}, hint);
}

/** The NAME behind the verb, where it may stand; any other word is one too many. */
function readName(reading: ArgumentState, token: Token): Problem | undefined {
	const {verb, verbs, line, isNamed, name} = reading;
	const fix = optionMeant(line, token, verb);
	if (fix !== undefined) {
		return problem(`${verb.name} takes key=value`, token, `\`${fix}\``, fix);
	}

	const mayBeNamed = takesNameBehind(verb) && !isNamed && name === undefined;
	if (!mayBeNamed || !namePattern.test(token.raw)) {
		const place = {start: token.start, end: line.trimEnd().length};
		return problem(`${verb.name} takes no more than this`, place, usage(verb));
	}

	if (verbs.some(each => each.name === token.raw)) {
		return problem(`${token.raw} is a verb; a name never is`, token);
	}

	reading.name = token;
	reading.end = token.end;
	return undefined;
}

function unknownOption(verb: Grammar, {start}: Token, key: string): Problem {
	const keys = Object.keys(verb.options);
	const place = {start, end: start + key.length};
	if (keys.length === 0) {
		return problem(`${verb.name} has no options`, place, 'quotes around a word make it a plain word');
	}

	const near = nearest(key, keys);
	const list = keys.map(known => `${known}=`).join(' ');
	return problem(
		`${verb.name} has no such option`,
		place,
		near === undefined ? `it has ${list}` : `${near}= is one; it has ${list}`,
	);
}

/** A `many` parameter without words is an empty list. */
function emptyLists(verb: Grammar): Record<string, readonly unknown[]> {
	return Object.fromEntries(
		Object.entries(verb.parameters).filter(([, {many}]) => many === true).map(([key]) => [key, []]),
	);
}
