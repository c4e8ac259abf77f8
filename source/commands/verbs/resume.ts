import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {findHoldable, notOpen} from '../targets.ts';

export const resume = defineVerb({
	name: 'resume',
	parameters: {},
	options: {},
	summary: 'go on calling recv',
	example: 's1.1 resume',
	onEndpoint: true,
	run(lab, _args, target) {
		const entry = findHoldable(lab, target);
		if (entry.kind === 'problem') {
			return entry;
		}

		const problem = notOpen(entry, target);
		if (problem === undefined) {
			entry.resume('person');
		}

		return problem ?? done;
	},
});
