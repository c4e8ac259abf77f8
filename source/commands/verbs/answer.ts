import {problem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import type {Outcome} from '../outcome.ts';
import {doneIn, sideOf, placeOf} from '../targets.ts';

/** Makes the connection that spoke last the current one of its side. */
export const answer = defineVerb({
	name: 'answer',
	parameters: {},
	options: {},
	summary: 'choose the connection that spoke last',
	example: 'answer',
	details: [
		'Of those that have sent something since they were last chosen or answered, the one that did so last;',
		'where there is none, the one that spoke last. Where that is in another pane, it goes there.',
	],
	onEndpoint: false,
	run({registry, current}, _args, target): Outcome {
		const side = sideOf(target.pane);
		const entry = registry.speakers.toAnswer(side);
		if (entry === undefined) {
			return problem('no connection has sent anything yet', placeOf(target), '`use NAME` chooses a connection');
		}

		current.choose(entry);
		return doneIn(entry.side, target);
	},
});
