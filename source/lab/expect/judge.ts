/** What every kind of expectation answers when something comes. */
import type {Arrival} from './arrivals.ts';

/** Parts of an expression by name, and by number from `1`; what took no part in the match is left out. */
export type Captures = Readonly<Record<string, Uint8Array>>;

/** What was expected came. It takes this many bytes, or all of the arrivals that it was given. */
export type Match = {readonly isMatch: true; readonly taken: number | 'all'; readonly captures?: Captures};

/** `why` follows "but"; `lines` compare what was expected with what came. */
export type Explanation = {readonly why: string; readonly lines: readonly string[]};

/** It did not. */
export type Mismatch = {
	readonly isMatch: false;
	readonly explain: () => Explanation;
	/** Its time was over. */
	readonly isLate?: true;
};

export type Verdict = Match | Mismatch;

/** Where DATA or an expression has to stand in what comes. */
export type Place = 'prefix' | 'whole' | 'anywhere';

/** Decides as soon as it can. */
export type Judge = {
	/** What is expected, for people: `"Hello\n"`. */
	readonly wanted: string;
	/** Before anything has come. */
	readonly begin?: () => Verdict | undefined;
	/**
	The next that has come, in order: bytes that were not expected yet, or an end. Bytes are valid until it returns.
	*/
	readonly add: (arrival: Arrival, bytes: Uint8Array) => Verdict | undefined;
	/** Bytes that have come behind those that decided: to be shown with them. */
	readonly trail?: (bytes: Uint8Array) => void;
	/** Whether what has come is enough, when all that is there was added; `isFinal` is false where more may change it. */
	readonly look?: () => {readonly verdict: Verdict; readonly isFinal: boolean} | undefined;
	/** It is a stream or a listener, and open. */
	readonly opened?: () => Verdict | undefined;
	/** Nothing more can come: `why` says so. */
	readonly over: (why: string) => Verdict | undefined;
	/** The time is over. */
	readonly late: () => Verdict;
};

export const mismatch = (why: string, lines: readonly string[] = []): Mismatch =>
	({isMatch: false, explain: () => ({why, lines})});
export const match = (taken: Match['taken'], captures?: Captures): Match =>
	({isMatch: true, taken, ...(captures !== undefined && {captures})});

/** What happened instead. */
export function endText(arrival: Arrival): string {
	const errno = arrival.kind === 'bytes' ? undefined : arrival.happening.errno;
	return endTexts[arrival.kind](errno);
}

const endTexts: Readonly<Record<Arrival['kind'], (errno: string | undefined) => string>> = {
	close: () => 'the peer closed (FIN)',
	reset: (errno = 'RST') => `the connection was reset (${errno})`,
	refused: (errno = '?') => `it was refused (${errno})`,
	timeout: () => 'it timed out',
	bytes: () => 'bytes came',
};
