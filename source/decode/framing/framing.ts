/**
How a stream is cut into messages: what reads one message asks for its bytes, few at a time, and says where it ends.
*/

/** What is asked for next. */
export type Need =
	/** So many bytes; few, as they are kept until all have come. */
	| {readonly take: number}
	/** Bytes up to the next line feed, that included, or so many without one. */
	| {readonly line: number}
	/** So many bytes go by. None is handed over. */
	| {readonly skip: number}
	/** Called with what there is until it answers how many of those bytes belong to the message, instead of `more`. */
	| {readonly scan: (bytes: Uint8Array) => number | 'more'};

/** Reads one message and ends behind its last byte: true, or false as soon as it is not of its protocol. */
export type Framing = Generator<Need, boolean, Uint8Array>;

export type FrameFacts = {
	/** The message before was of this protocol. */
	readonly isKnown: boolean;
	/** From the message's first byte to the end of the block that it is in, or the beginning of that. */
	readonly rest: Uint8Array;
	/** Bytes from the message's first to the end of the block. */
	readonly block_bytes: number;
};

/** Cuts the streams of one protocol. */
export type Framer = {
	/** As the decoder calls its messages; where it has several forms, the form follows behind a colon. */
	readonly protocol: string;
	/** It takes what nothing else does: of a new block, everything else is tried first. */
	readonly isFallback?: boolean;
	/** What has no end yet ends when the other end speaks: a prompt, a line that is typed. */
	readonly endsAtAnswer?: boolean;
	readonly frame: (facts: FrameFacts) => Framing;
	/** The length of the message that these bytes begin with, where one look tells it; else 0. */
	readonly quick?: (bytes: Uint8Array) => number;
};
