import {yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

/** Sends marked bytes again. */
export const resend = defineVerb({
	name: 'resend',
	parameters: {},
	options: {edit: {kind: yesNo, summary: 'put the line that would send them into the prompt'}},
	summary: 'send the marked bytes, or the block at the cursor, again',
	example: 'c1 resend edit=yes',
	details: ['Without a name they go through the connection that sent them.'],
	onEndpoint: true,
	screenOnly: true,
	run: (_lab, {options}, target) => ({wish: {type: 'look', look: {do: 'resend', edit: options.edit === true, ...(target.name !== undefined && {name: target.name})}}}),
});
