import type {Conditions} from './conditions.ts';
import type {Pace} from './pace.ts';

/** `slice=` and `gap=`: sends of so many bytes at the most, so far apart; as toxiproxy's slicer does. */
export function slice({slice_bytes, gap_us = 0}: Conditions): Pace | undefined {
	return slice_bytes === undefined
		? undefined
		: {
			most_bytes: () => slice_bytes,
			passed: () => ({through_us: 0, next_us: gap_us}),
		};
}
