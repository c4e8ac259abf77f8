import {duration} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';

/** A pause between two lines. */
export const sleep = defineVerb({
	name: 'sleep',
	parameters: {duration: {name: 'DURATION', kind: duration}},
	options: {},
	summary: 'wait before the next line',
	example: 'sleep 300ms',
	synonyms: {wait: 'sleep'},
	onEndpoint: false,
	onRecordings: true,
	async run(lab, args) {
		await lab.sleep(args.duration);
		return done;
	},
});
