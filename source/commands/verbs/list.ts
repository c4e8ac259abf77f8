import {defineVerb} from '../define.ts';
import {listLines} from '../list-lines.ts';

/** Tells what there is. */
export const list = defineVerb({
	name: 'list',
	parameters: {},
	options: {},
	summary: 'endpoints and connections with their state',
	example: 'list',
	synonyms: {ls: 'list', ps: 'list', status: 'list', info: 'list', netstat: 'list', ss: 'list', connections: 'list'},
	onEndpoint: false,
	run: lab => ({text: listLines(lab)}),
});
