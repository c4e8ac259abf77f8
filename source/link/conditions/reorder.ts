import {probability} from '../../language/kinds.ts';
import {hits} from '../random.ts';
import {defineCondition} from './condition.ts';
import {probabilityText} from './text.ts';

/** Datagrams that skip the delay, and so overtake those before them. */
export const reorder = defineCondition({
	name: 'reorder',
	settings: {
		reorder: {
			kind: probability,
			summary: 'datagrams that skip the delay',
			text: probabilityText,
			needs: 'delay',
			random: true,
		},
	},
	datagram: ({reorder: first, correlation}, random) => ({isReordered: hits(first, correlation, random)}),
});
