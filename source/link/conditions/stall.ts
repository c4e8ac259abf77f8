import {yesNo} from '../../language/kinds.ts';
import {defineCondition} from './condition.ts';

/** A black hole. What is sent into it waits, and goes on once the condition is taken away. */
export const stall = defineCondition({
	name: 'stall',
	settings: {
		stall: {
			kind: yesNo,
			summary: 'streams: nothing gets through until link off',
			text: String,
			word: true,
			instead: 'loss=100% lets no datagram through',
		},
	},
	stream: () => ({stalled: true}),
});
