import {paneNames} from '../../frames/panes.ts';
import {oneOf} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

/** The screen for one pane alone. */
export const zoom = defineVerb({
	name: 'zoom',
	parameters: {pane: {name: paneNames.join('|'), kind: oneOf(...paneNames), optional: true}},
	options: {},
	summary: 'give one pane the whole screen, and back',
	example: 'zoom raw',
	synonyms: {fullscreen: 'zoom', maximize: 'zoom'},
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, args) => ({request: {type: 'zoom', ...(args.pane !== undefined && {pane: args.pane})}}),
});
