import {correlated, type Chance} from './chance.ts';
import type {Conditions} from './conditions.ts';

/** How long each piece is on its way, in microseconds: `delay=`, spread evenly by `jitter=` to both sides, as tc-netem(8) does without a distribution table; never below 0. */
export function delay({delay_us = 0, jitter_us = 0, correlation = 0}: Conditions, chance: Chance): () => number {
	if (jitter_us === 0) {
		return () => delay_us;
	}

	const draw = correlated(chance, correlation);
	return () => Math.max(0, delay_us + ((draw() * 2) - 1) * jitter_us);
}
