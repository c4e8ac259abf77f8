import {paneNames} from '../../frames/panes.ts';
import {oneOf} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

/** Which pane is typed in. */
export const focus = defineVerb({
	name: 'focus',
	parameters: {pane: {name: paneNames.join('|'), kind: oneOf(...paneNames)}},
	options: {},
	summary: 'type in another pane',
	example: 'focus raw',
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, args) => ({request: {type: 'focus', pane: args.pane}}),
});
