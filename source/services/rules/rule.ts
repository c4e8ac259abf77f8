/** What a file of rules means. `parse-rules.ts` reads it, `conversation.ts` acts on it. */

/** Where a pattern was found in a message: begin and end of what matched, then of each group, -1 where one took no part. */
export type Groups = ReadonlyArray<readonly [number, number]>;

export type Pattern = {
	/** Nothing when the message is not meant. */
	readonly find: (message: Uint8Array) => Groups | undefined;
	/** Steps that `find` takes at the most on a message of so many bytes (`limits.rules_turn_steps` says what a step is). */
	readonly steps: (length_bytes: number) => number;
	/** How many groups it has, the whole match included. */
	readonly groups: number;
	/** Numbers of the groups that have names. */
	readonly names: Readonly<Record<string, number>>;
};

/** What a reply may say of the message and the moment. */
export type ReplyContext = {
	readonly message: Uint8Array;
	readonly found: Groups;
	/** How often this rule was taken, this time included. */
	readonly count: number;
	/** Messages that this listener has received, this one included. */
	readonly total: number;
	/** Microseconds since 1970-01-01 UTC. */
	readonly now_us: number;
};

/** A part of a reply: bytes that are always the same, or a value of the moment. */
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
	/** How often it was taken. */
	count: number;
};

export type Rules = {
	/** What a message of a stream is: what one recv returned, or a line without its ending. */
	readonly by: 'recv' | 'lines';
	readonly rules: readonly Rule[];
};
