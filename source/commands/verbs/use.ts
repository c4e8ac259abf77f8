import {problem} from '../../core/problem.ts';
import {endpointName} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {atPlace} from '../places.ts';
import {doneIn, namesOf} from '../targets.ts';

/** Makes an endpoint the current one of its side. */
export const use = defineVerb({
	name: 'use',
	parameters: {name: {name: 'NAME', kind: endpointName}},
	options: {},
	summary: 'choose the endpoint that lines without a name act on',
	example: 'use s1.2',
	details: ['On the screen its pane is the one to type in then.'],
	synonyms: {switch: 'use', select: 'use', choose: 'use'},
	onEndpoint: false,
	run(lab, args, target) {
		const entry = lab.registry.get(args.name);
		if (entry === undefined) {
			const found = problem(`no endpoint is called ${args.name}`, undefined, `there ${namesOf(lab.registry)}`);
			return atPlace(found, target, 'name');
		}

		lab.current.choose(entry);
		return doneIn(entry.side, target);
	},
});
