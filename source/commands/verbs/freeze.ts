import {yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

/** Holds the picture of the raw bytes while they go on coming. */
export const freeze = defineVerb({
	name: 'freeze',
	parameters: {on: {name: 'on|off', kind: yesNo, optional: true}},
	options: {},
	summary: 'stop the picture of the raw bytes, not the traffic; again: go on',
	example: 'freeze',
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, {on}) => ({wish: {type: 'look', look: {do: 'freeze', ...(on !== undefined && {on})}}}),
});
