import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';

/** Forgets what the journal keeps; nothing is closed. */
export const clear = defineVerb({
	name: 'clear',
	parameters: {},
	options: {},
	summary: 'empty the logs and the bytes kept; connections stay',
	example: 'clear',
	synonyms: {cls: 'clear', clean: 'clear'},
	onEndpoint: false,
	run(lab) {
		lab.journal.clear();
		lab.arrivals.clear();
		lab.acts.clear();
		return done;
	},
});
