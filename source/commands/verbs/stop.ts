import {problem} from '../../core/problem.ts';
import {word} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {atPlace} from '../places.ts';

/** Ends repeated lines. */
export const stop = defineVerb({
	name: 'stop',
	parameters: {name: {name: 'NAME|all', kind: word, optional: true}},
	options: {},
	summary: 'end what every repeats: the one begun last, the one named, or all',
	example: 'stop all',
	onEndpoint: false,
	run(lab, args, target) {
		const names = lab.repeats.all().map(repeat => repeat.name);
		const last = names.at(-1);
		if (last === undefined) {
			return atPlace(problem('nothing is repeated', undefined, 'every 1s send hello begins'), target, 'verb');
		}

		if (args.name !== undefined && args.name !== 'all' && !names.includes(args.name)) {
			return atPlace(problem(`nothing called ${args.name} is repeated`, undefined, `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`), target, 'name');
		}

		for (const name of args.name === 'all' ? names : [args.name ?? last]) {
			lab.repeats.stop(name);
		}

		return done;
	},
});
