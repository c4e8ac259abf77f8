import type {Fact} from '../core/events.ts';

/** What a link has done so far, in pieces or datagrams. */
export type Tally = {dropped: number; duplicated: number; delayed: number; reordered: number; corrupted: number};

/** Tells what a link decided: counted here, recorded by whoever is told. `bytes` where they would otherwise be seen nowhere. */
export type Verdict = (fact: Fact & {readonly event: keyof Tally | 'delivered'}, bytes?: Uint8Array) => void;

/** Nothing done yet. */
export function newTally(): Tally {
	return {dropped: 0, duplicated: 0, delayed: 0, reordered: 0, corrupted: 0};
}

/** Counts each verdict before it is told. */
export function counted(tally: Tally, tell: (fact: Fact, bytes?: Uint8Array) => void): Verdict {
	return (fact, bytes) => {
		if (fact.event !== 'delivered') {
			tally[fact.event]++;
		}

		tell(fact, bytes);
	};
}

/** `dropped 3, delayed 14`; empty where nothing was done. */
export function tallyText(tally: Tally): string {
	return Object.entries(tally).filter(([, count]) => count > 0).map(([verdict, count]) => `${verdict} ${count}`).join(', ');
}
