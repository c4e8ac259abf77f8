import type {Fact} from '../core/events.ts';

/**
What a link has done in one direction, in pieces of a stream or datagrams. `total`: datagrams that came to it, without
its own duplicates; 0 on a stream.
*/
export type Tally = {
	total: number;
	dropped: number;
	duplicated: number;
	delayed: number;
	reordered: number;
	corrupted: number;
};

/** Of both directions: `out` is what went out from the end that the link is at. */
export type Tallies = {readonly out: Tally; readonly in: Tally};

export type Impairment = Exclude<keyof Tally, 'total'>;

/** Reports what a link did to bytes. `bytes` are given where no send or recv shows them. */
export type TellImpairment = (fact: Fact & {readonly event: Impairment | 'delivered'}, bytes?: Uint8Array) => void;

/** Nothing done yet. */
export function newTally(): Tally {
	return {total: 0, dropped: 0, duplicated: 0, delayed: 0, reordered: 0, corrupted: 0};
}

/** Counts each impairment, then reports it. */
export function countingImpairments(
	tally: Tally,
	tell: (fact: Fact, bytes?: Uint8Array) => void,
): TellImpairment {
	return (fact, bytes) => {
		if (fact.event !== 'delivered') {
			tally[fact.event]++;
		}

		tell(fact, bytes);
	};
}
