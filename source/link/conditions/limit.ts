import {limits} from '../../core/limits.ts';
import {wholeNumber} from '../../language/kinds.ts';
import {defineCondition} from './condition.ts';

/** Datagrams on their way at one time; one more is dropped. */
export const limit = defineCondition({
	name: 'limit',
	settings: {
		limit: {
			kind: wholeNumber({min: 1, max: 100_000}),
			summary: `datagrams on their way at one time (default ${limits.link_datagrams})`,
			text: String,
		},
	},
	datagram: ({limit: count}) => ({limit: count!}),
});
