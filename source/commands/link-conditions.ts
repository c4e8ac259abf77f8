/** From the words of a `link` line to the conditions they ask for. */
import {problem, type Problem} from '../core/problem.ts';
import type {Options, SocketKind} from '../language/verb.ts';
import {type Conditions, givenSettings, keysFor, settings} from '../link/conditions/table.ts';
import {presets} from '../link/presets.ts';

/** Settings that are words of their own, `stall`. */
export const conditionWords = Object.keys(settings).filter(key => settings[key]!.word === true);

/** Settings that are options of the line, `delay=50ms`. */
export const conditionOptions: Options = Object.fromEntries(
	Object.entries(settings)
		.filter(([key]) => !conditionWords.includes(key))
		.map(([key, setting]) => [key, {...setting, ...onlyFor(key)}]),
);

/** Words for a link, with what each does. */
export const linkWords = [
	...Object.entries(presets).map(([word, {conditions, summary}]) => {
		const keys = Object.keys(conditions);
		return {word, summary, ...onlyFor(...keys)};
	}),
	...conditionWords.map(word => ({word, summary: settings[word]!.summary, ...onlyFor(word)})),
	{word: 'off', summary: 'a normal link again'},
];

/** Which kind of endpoint alone takes any of these settings. */
function onlyFor(...keys: readonly string[]): {readonly onlyFor?: SocketKind} {
	const kinds = (['stream', 'datagram'] as const).filter(kind => keys.some(key => keysFor(kind).includes(key)));
	return kinds.length === 1 ? {onlyFor: kinds[0]!} : {};
}

/** A problem names what it is about as places do: `loss=`, or `word`. */
export type Refusal = {readonly key: string; readonly problem: Problem};

/** What a line asks for on a stream or on datagrams: a preset's values, changed by what is given beside it. */
export function linkConditions(word: string | undefined, options: Conditions, kind: SocketKind): Conditions | Refusal {
	const given: Conditions = {...options, ...word !== undefined && conditionWords.includes(word) && {[word]: true}};
	const conditions: Conditions = {...preset(word, kind), ...given};
	return foreign(given, kind) ?? nothing(conditions, word) ?? lacking(conditions) ?? conditions;
}

/** Whether a seed makes it happen the same way again. */
export function isRandom(conditions: Conditions): boolean {
	return givenSettings(conditions).some(([, {random}, value]) => random === true && Number(value) > 0);
}

/** A stream's transport repairs what a preset loses: it takes the rest of it. */
function preset(word: string | undefined, kind: SocketKind): Conditions {
	const {conditions = {}} = presets[word ?? ''] ?? {};
	const known = keysFor(kind);
	return Object.fromEntries(Object.entries(conditions).filter(([key]) => known.includes(key)));
}

function foreign(given: Conditions, kind: SocketKind): Refusal | undefined {
	const known = keysFor(kind);
	const [key, setting] = givenSettings(given).find(([each]) => !known.includes(each)) ?? [];
	if (key === undefined) {
		return undefined;
	}

	const text = written(key);
	const why = kind === 'datagram'
		? `${text} is for streams`
		: `${text} is for datagrams: a stream's transport repairs it`;
	return {
		key: text === key ? 'word' : text,
		problem: problem(why, undefined, setting!.instead ?? `${kind}s have ${listOf(kind)}`),
	};
}

/** A preset of which a stream has nothing. */
function nothing(conditions: Conditions, word = 'this'): Refusal | undefined {
	const hint = `streams have ${listOf('stream')}`;
	return Object.keys(conditions).length === 0
		? {key: 'word', problem: problem(`${word} is loss only, which a stream's transport repairs`, undefined, hint)}
		: undefined;
}

function lacking(conditions: Conditions): Refusal | undefined {
	const keys = Object.keys(conditions);
	const given = givenSettings(conditions);
	const [key, setting] = given.find(([, {needs}]) => needs !== undefined && !keys.includes(needs)) ?? [];
	return key === undefined
		? undefined
		: {key: `${key}=`, problem: problem(`${key}= needs ${setting!.needs!}= beside it`)};
}

/** `delay= jitter= rate= stall`. */
function listOf(kind: SocketKind): string {
	return keysFor(kind).map(key => written(key)).join(' ');
}

/** `delay=`, or `stall`. */
function written(key: string): string {
	return conditionWords.includes(key) ? key : `${key}=`;
}
