/**
A condition of a link: what it is called, what it means on a stream and on datagrams. One object in one file, and one
line in `table.ts`.
*/
import type {Kind} from '../../language/verb.ts';
import type {Pacer} from '../pacer.ts';
import type {Random} from '../random.ts';

/** One `key=value` of the verb `link`. */
export type Setting<Value = unknown> = {
	readonly kind: Kind<Value>;
	readonly summary: string;
	/** The value as a person would type it again. */
	readonly text: (value: Value) => string;
	/** Another setting without which it means nothing. */
	readonly needs?: string;
	/** Its outcome is random, so that a seed repeats it. */
	readonly random?: true;
	/** Written as a word of its own, `link stall`, and not as `key=value`. */
	readonly word?: true;
	/** What to write on the other kind of socket, which does not have it. */
	readonly instead?: string;
};

/** By the key that is written. `ValuesOf` tells which value each has. */
export type Settings = Readonly<Record<string, Setting<any>>>;

/**
The values of settings, by their keys, in the units of their kinds: durations in milliseconds, rates in bytes per
second, probabilities from 0 to 1. One that is absent does nothing.
*/
export type ValuesOf<S> = {readonly [K in keyof S]?: S[K] extends {readonly kind: Kind<infer Value>} ? Value : never};

/** FIN both ways, or RST. */
export type Ending = 'close' | 'reset';

/** An end that the link itself brings. */
export type Cut = {
	readonly ending: Ending;
	/** Bytes that may still go that way before it; Infinity when it is a matter of time. */
	left_bytes: number;
	/** After so long, where it is a matter of time. */
	readonly after_us?: number;
};

/** What a condition does to a stream. */
export type StreamEffect = {
	readonly pacer?: Pacer;
	/** How long the next piece is on its way. */
	readonly delay_us?: () => number;
	readonly cut?: Cut;
	/** Nothing gets through, no end either. */
	readonly stalled?: true;
};

/** A changed copy, and what was changed in it. */
export type Corrupted = {
	readonly bytes: Uint8Array;
	readonly at: number;
	readonly before: number;
	readonly after: number;
};

/** What a condition does to datagrams. Each function is asked once for each datagram, in their order. */
export type DatagramEffect = {
	readonly isLost?: () => boolean;
	readonly isDuplicated?: () => boolean;
	/** Skips the delay. */
	readonly isReordered?: () => boolean;
	readonly corrupt?: (bytes: Uint8Array) => Corrupted | undefined;
	readonly delay_us?: () => number;
	readonly rate_bytes_per_second?: number;
	/** How many may be on their way at one time. */
	readonly limit?: number;
};

type Given<S> = ValuesOf<S> & {readonly correlation?: number};

/**
`stream` is absent where the condition is for datagrams only, and the other way round. Both are asked only when one of
its settings is given.
*/
export type Condition<S extends Settings = Settings> = {
	/** The first of its settings. Its random numbers are drawn under this name. */
	readonly name: string;
	readonly settings: S;
	readonly stream?: (values: Given<S>, random: Random) => StreamEffect;
	readonly datagram?: (values: Given<S>, random: Random) => DatagramEffect;
};

/** Gives a condition its types. */
export function defineCondition<const S extends Settings>(condition: Condition<S>): Condition<S> {
	return condition;
}
