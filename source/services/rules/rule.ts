/** A parsed file of rules. `parse-rules.ts` parses it, `conversation.ts` executes it. */

import type {Problem} from '../../core/problem.ts';

/** A match in a message: start and end of the match, then of each group; -1 for a group without a match. */
export type Groups = ReadonlyArray<readonly [number, number]>;

export type Pattern = {
	/** Undefined when the message does not match. */
	readonly find: (message: Uint8Array) => Groups | undefined;
	/** Most steps of `find` on a message of so many bytes (`limits.rules_turn_steps` defines a step). */
	readonly steps: (length_bytes: number) => number;
	/** How many groups it has, the whole match included. */
	readonly groups: number;
	/** Numbers of the groups that have names. */
	readonly names: Readonly<Record<string, number>>;
};

/** What the values of a reply are computed from. */
export type ReplyContext = {
	readonly message: Uint8Array;
	readonly found: Groups;
	/** How many times this rule has matched, this time included. */
	readonly count: number;
	/** Messages that this listener has received, this one included. */
	readonly total: number;
	/** Microseconds since 1970-01-01 UTC. */
	readonly now_us: number;
};

/** A part of a reply: constant bytes, or a value. */
export type Part = Uint8Array | ((moment: ReplyContext) => Uint8Array);

export type Action =
	| {readonly kind: 'reply'; readonly parts: readonly Part[]}
	| {readonly kind: 'wait'; readonly duration_ms: number}
	| {readonly kind: 'close' | 'reset'};

export type Rule = {
	/** Its line in the file, counted from 1. */
	readonly line: number;
	readonly pattern: Pattern;
	readonly actions: readonly Action[];
	/** How many times it has matched. */
	count: number;
};

/** Evaluates a DATA text. */
export type ReadData = (text: string, max_bytes?: number) => Uint8Array | Problem;

/** The sources of a rule's bytes. */
export type DataSources = {
	/** A literal of the file, within the limit of the file. */
	readonly literal: (text: string) => Uint8Array | Problem;
	/** A regular expression and its flags, within the limit of the file. */
	readonly regex: (source: string, flags: string) => Pattern | Problem;
	/** A value that is evaluated for each reply. */
	readonly value: (text: string) => Uint8Array | Problem;
};

export type Rules = {
	/** What a message of a stream is: what one recv returned, or a line without its ending. */
	readonly by: 'recv' | 'lines';
	readonly rules: readonly Rule[];
};
