import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {findHoldable, notOpen} from '../targets.ts';

export const hold = defineVerb({
	name: 'hold',
	parameters: {},
	options: {},
	summary: 'stop calling recv: real back-pressure',
	example: 's1.1 hold',
	onEndpoint: true,
	run(lab, _args, target) {
		const entry = findHoldable(lab, target);
		if (entry.kind === 'problem') {
			return entry;
		}

		const problem = notOpen(entry, target);
		if (problem === undefined) {
			entry.hold('person');
		}

		return problem ?? done;
	},
});
