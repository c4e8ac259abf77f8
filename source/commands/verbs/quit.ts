import {defineVerb} from '../define.ts';

/** The last line of a session. */
export const quit = defineVerb({
	name: 'quit',
	parameters: {},
	options: {},
	summary: 'close everything and end',
	example: 'quit',
	synonyms: {exit: 'quit', q: 'quit', bye: 'quit', logout: 'quit', x: 'quit'},
	onEndpoint: false,
	onRecordings: true,
	run: () => ({request: {type: 'quit'}}),
});
