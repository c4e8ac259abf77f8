/** What a recording says happened, in order: to be told to a journal as if it happened now. */
import type {Fact, Side} from '../../core/events.ts';

/** Who speaks; the object is the identity, as it is in a journal. */
export type RecordedSource = {
	readonly name: string;
	readonly side: Side;
	readonly local?: string;
	readonly remote?: string;
	readonly datagram?: boolean;
	/** In another process, whose calls were not recorded. */
	readonly isForeign?: boolean;
};

/** The source of comments and mistakes. */
export const sockplaySource: RecordedSource = {name: 'sockplay', side: 'client'};

export type ReplayStep =
	/** The two are each other's other end. */
	| {readonly kind: 'pair'; readonly sources: readonly [RecordedSource, RecordedSource]}
	/** `time`: microseconds since 1970; without it, now. */
	| {
		readonly kind: 'event';
		readonly source: RecordedSource;
		readonly fact: Fact;
		/** Valid until the next step is asked for. */
		readonly bytes?: Uint8Array;
		readonly time?: number;
	}
	/** Nothing happened: the reader is still at work, and whoever asks for steps may pause here. */
	| {readonly kind: 'reading'};

/** The step between long stretches of a file in which nothing happened. */
export const readingStep: ReplayStep = {kind: 'reading'};

/**
Reads a file piece by piece, however it is cut. Steps are made as they are asked for, in memory that does not grow with
the file. A step, if only a `reading`, comes at least every `limits.reader_step_bytes`.
*/
export type RecordingReader = {
	/** The steps that end within what was read so far. `bytes` may be filled anew once all of them were taken. */
	read(bytes: Uint8Array): Iterable<ReplayStep>;
	/** Those that waited for more. */
	end(): Iterable<ReplayStep>;
	/** Nothing of the rest can be read: no further piece is needed. */
	readonly isOver: boolean;
	/** Mistakes so far: lines and blocks that cannot be what they say they are. */
	readonly mistakes: number;
	/** What was in the file and is not shown, in sentences; after `end`. */
	readonly notes: readonly string[];
};
