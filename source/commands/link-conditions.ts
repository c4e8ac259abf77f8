/** From the words of a `link` line to the conditions they ask for. */
import {problem, type Problem} from '../core/problem.ts';
import type {Conditions, Limit} from '../link/conditions.ts';
import {presets} from '../link/presets.ts';

export type LinkOptions = {
	readonly delay?: number;
	readonly jitter?: number;
	readonly rate?: number;
	readonly slice?: number;
	readonly gap?: number;
	readonly cut?: Limit;
	readonly reset?: Limit;
	readonly loss?: number;
	readonly dup?: number;
	readonly reorder?: number;
	readonly corrupt?: number;
	readonly correlation?: number;
	readonly burst?: number;
	readonly limit?: number;
};

const streamOnly = ['slice', 'gap', 'cut', 'reset'] as const;
const datagramOnly = ['loss', 'dup', 'reorder', 'corrupt', 'correlation', 'burst', 'limit'] as const;
/** What makes no sense alone. */
const needs = {gap: 'slice', reorder: 'delay', burst: 'loss'} as const;

/** A problem names what it is about as places do: `loss=`, or `word`. */
export type Refusal = {readonly key: string; readonly problem: Problem};

/** What a line asks for on a stream or on datagrams: a preset's figures, changed by what is given beside it. */
export function linkConditions(word: string | undefined, options: LinkOptions, isDatagram: boolean): Conditions | Refusal {
	const foreign = (isDatagram ? streamOnly : datagramOnly).find(key => options[key] !== undefined);
	if (foreign !== undefined) {
		return {key: `${foreign}=`, problem: isDatagram
			? problem(`${foreign}= is for streams`, undefined, 'datagrams have loss= dup= reorder= corrupt= delay= jitter= rate=')
			: problem(`${foreign}= is for datagrams: a stream's transport repairs it`, undefined, 'streams have delay= jitter= rate= slice= cut= reset= and stall')};
	}

	const isStall = word === 'stall';
	if (isStall && isDatagram) {
		return {key: 'word', problem: problem('stall is for streams', undefined, 'loss=100% lets no datagram through')};
	}

	const conditions: Conditions = {...preset(word, isDatagram), ...given(options), ...isStall && {stall: true}};
	return nothing(conditions, word) ?? lacking(conditions, options) ?? conditions;
}

/** Whether chance has a part in it. */
export function isChance({jitter_us, loss, dup, reorder, corrupt}: Conditions): boolean {
	return [jitter_us, loss, dup, reorder, corrupt].some(value => value !== undefined && value > 0);
}

function preset(word: string | undefined, isDatagram: boolean): Conditions {
	const {conditions = {}} = presets[word ?? ''] ?? {};
	const {loss, ...rest} = conditions;
	return isDatagram ? conditions : rest;
}

function given({delay, jitter, rate, slice, gap, ...rest}: LinkOptions): Conditions {
	return {
		...rest,
		...(delay !== undefined && {delay_us: delay * 1000}),
		...(jitter !== undefined && {jitter_us: jitter * 1000}),
		...(rate !== undefined && {rate_bytes_per_second: rate}),
		...(slice !== undefined && {slice_bytes: slice}),
		...(gap !== undefined && {gap_us: gap * 1000}),
	};
}

/** A preset of which a stream has nothing. */
function nothing(conditions: Conditions, word = 'this'): Refusal | undefined {
	return Object.keys(conditions).length === 0
		? {key: 'word', problem: problem(`${word} is loss only, which a stream's transport repairs`, undefined, 'streams have delay= jitter= rate= slice= cut= reset= and stall')}
		: undefined;
}

function lacking(conditions: Conditions, options: LinkOptions): Refusal | undefined {
	const has = {slice: conditions.slice_bytes, delay: conditions.delay_us, loss: conditions.loss};
	const key = (['gap', 'reorder', 'burst'] as const).find(each => options[each] !== undefined && has[needs[each]] === undefined);
	return key === undefined ? undefined : {key: `${key}=`, problem: problem(`${key}= needs ${needs[key]}= beside it`)};
}
