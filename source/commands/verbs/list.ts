import {defineReadingVerb} from '../define.ts';
import {listLines} from '../list-lines.ts';

/** Tells what there is. */
export const list = defineReadingVerb({
	name: 'list',
	parameters: {},
	options: {},
	summary: 'endpoints and connections with their state',
	example: 'list',
	synonyms: {ls: 'list', ps: 'list', status: 'list', info: 'list', netstat: 'list', ss: 'list', connections: 'list'},
	onEndpoint: false,
	run: ({lab, shown}) => ({text: listLines(shown.registry, shown === lab ? lab.repeats.all() : [])}),
});
