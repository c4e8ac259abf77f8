import {duration, size} from '../../language/kinds.ts';
import {defineCondition} from './condition.ts';
import {durationText, sizeText} from './text.ts';

/** Sends of so many bytes at the most, so far apart; as toxiproxy's slicer does. */
export const slice = defineCondition({
	name: 'slice',
	settings: {
		slice: {kind: size({min: 1, max: 64 * 1024 * 1024}), summary: 'streams: bytes per send at the most', text: sizeText},
		gap: {kind: duration, summary: 'time between two slices', text: durationText, needs: 'slice'},
	},
	stream: ({slice: slice_bytes, gap: gap_ms = 0}) => ({
		pacer: {
			max_bytes: () => slice_bytes!,
			departed: () => ({through_us: 0, next_us: gap_ms * 1000}),
		},
	}),
});
