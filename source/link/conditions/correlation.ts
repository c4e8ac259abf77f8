import {probability} from '../../language/kinds.ts';
import {defineCondition} from './condition.ts';
import {probabilityText} from './text.ts';

/** How much each random outcome of the other conditions depends on the one before it: they are handed it. */
export const correlation = defineCondition({
	name: 'correlation',
	settings: {
		correlation: {
			kind: probability,
			summary: 'how much each random outcome depends on the one before',
			text: probabilityText,
		},
	},
	datagram: () => ({}),
});
