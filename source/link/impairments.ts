import type {Fact} from '../core/events.ts';

/** Impairments so far, counted in pieces or datagrams. */
export type Tally = {dropped: number; duplicated: number; delayed: number; reordered: number; corrupted: number};

/** Reports what a link did to bytes. `bytes` are given where no send or recv shows them. */
export type TellImpairment = (fact: Fact & {readonly event: keyof Tally | 'delivered'}, bytes?: Uint8Array) => void;

/** Nothing done yet. */
export function newTally(): Tally {
	return {dropped: 0, duplicated: 0, delayed: 0, reordered: 0, corrupted: 0};
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

/** `dropped 3, delayed 14`; empty where nothing was done. */
export function tallyText(tally: Tally): string {
	const counts = Object.entries(tally).filter(([, count]) => count > 0);
	return counts.map(([impairment, count]) => `${impairment} ${count}`).join(', ');
}
