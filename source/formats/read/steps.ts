/** What a recording says happened, in order: to be told to a journal as if it happened now. */
import type {Fact, Side} from '../../core/events.ts';

/** Who speaks; the object is the identity, as it is in a journal. */
export type Party = {
	readonly name: string;
	readonly side: Side;
	readonly local?: string;
	readonly remote?: string;
	readonly datagram?: boolean;
};

export type Step =
	/** The two are each other's other end. */
	| {readonly kind: 'pair'; readonly parties: readonly [Party, Party]}
	| {readonly kind: 'event'; readonly party: Party; readonly fact: Fact; readonly bytes?: Uint8Array; /** Microseconds since 1970. */ readonly time: number};

/** Reads a file piece by piece, however it is cut. */
export type RecordingReader = {
	/** The steps that end within what was read so far. */
	read(bytes: Uint8Array): Step[];
	/** Those that waited for more. */
	end(): Step[];
	/** What was in the file and is not shown, in sentences; after `end`. */
	readonly remarks: readonly string[];
};

/** Gives out names that nobody has: `s1`, `c1`. */
export type NewName = (letter: 's' | 'c') => string;
