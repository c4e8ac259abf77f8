import {seededBytes} from '../core/seeded-bytes.ts';

/** Random numbers from 0 to below 1. */
export type Random = () => number;

/** The random numbers of the condition of this name. */
export type RandomFor = (condition: string) => Random;

/** Numbers are made so many at a time. */
const batch_bytes = 1024;
const range = 2 ** 32;

/**
Random numbers that are the same for the same words, in any process.

Each condition of each direction draws from its own, so that adding one leaves what others decide as it was.
*/
export function seededRandom(...words: readonly string[]): Random {
	const bytes = seededBytes(JSON.stringify(words));
	let batch: DataView = new DataView(new ArrayBuffer(0));
	let at = 0;
	return () => {
		if (at === batch.byteLength) {
			const {buffer, byteOffset} = bytes(batch_bytes);
			batch = new DataView(buffer, byteOffset, batch_bytes);
			at = 0;
		}

		at += 4;
		return batch.getUint32(at - 4, true) / range;
	};
}

/**
The same, where each number is the one before it again with a probability of `correlation` (0 to 1).

Neighbours are correlated by just that, and the numbers stay evenly spread. netem averages the two instead, which
narrows the spread, so that its `loss 1% 25%` loses far less than 1 %; here the probability stays what was asked for.
*/
export function correlated(random: Random, correlation: number): Random {
	if (correlation === 0) {
		return random;
	}

	let last = random();
	return () => {
		last = random() < correlation ? last : random();
		return last;
	};
}

/** Whether the next one is hit, with this probability (0 to 1). Draws nothing where there is nothing to decide. */
export function hits(probability: number | undefined, correlation: number | undefined, random: Random): () => boolean {
	if (probability === undefined || probability === 0) {
		return () => false;
	}

	const draw = correlated(random, correlation ?? 0);
	return () => draw() < probability;
}
