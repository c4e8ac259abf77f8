import {layoutKinds, side_columns} from '../../frames/layout-kinds.ts';
import {oneOf} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

const words = [...layoutKinds, 'reset'] as const;

/** How the panes are arranged on the screen. */
export const layout = defineVerb({
	name: 'layout',
	parameters: {how: {name: words.join('|'), kind: oneOf(...words), optional: true}},
	options: {},
	summary: 'arrange the panes; alone: how they are, and what it costs',
	example: 'layout stacked',
	details: [
		'side: server and client side by side, the raw bytes below.',
		'stacked: the panes above each other, each as wide as the screen.',
		'tabs: one pane at a time.',
		`auto: side by side from ${side_columns} columns on, else stacked, else tabs; borders that were moved go back.`,
		'reset: borders that were moved go back. Alt+L goes through the kinds, Alt with an arrow moves a border.',
	],
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, {how}) => ({request: {type: 'layout', ...(how !== undefined && {how})}}),
});
