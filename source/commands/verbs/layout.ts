import {layoutKinds, side_columns} from '../../frames/layout-kinds.ts';
import {described} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

const summaries = {
	side: 'server and client side by side, the raw bytes below',
	stacked: 'the panes above each other, each as wide as the screen',
	tabs: 'one pane at a time',
	auto: `side by side from ${side_columns} columns on, else stacked, else tabs`,
	reset: 'borders that were moved go back',
} as const;
const words = [...layoutKinds, 'reset'] as const;

/** How the panes are arranged on the screen. */
export const layout = defineVerb({
	name: 'layout',
	parameters: {
		how: {
			name: words.join('|'),
			kind: described(words.map(word => ({word, summary: summaries[word]}))),
			optional: true,
		},
	},
	options: {},
	summary: 'arrange the panes; alone: how they are, and what it costs',
	example: 'layout stacked',
	details: [
		...words.map(word => `${word}: ${summaries[word]}.`),
		'auto puts borders back that were moved. Alt+L goes through the kinds, Alt with an arrow moves a border.',
	],
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, {how}) => ({request: {type: 'layout', ...(how !== undefined && {how})}}),
});
