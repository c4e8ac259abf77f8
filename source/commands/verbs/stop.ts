import {problem} from '../../core/problem.ts';
import type {Lab} from '../../lab/lab.ts';
import {word} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {atPlace} from '../places.ts';

/** Ends what runs by itself: repeated lines, and the process of a listener's module. */
export const stop = defineVerb({
	name: 'stop',
	parameters: {name: {name: 'NAME|all', kind: word, optional: true}},
	options: {},
	summary: 'end what repeats or waits, or the module of a listener',
	example: 'stop all',
	details: [
		'Alone it ends what was begun last; NAME is e1, the endpoint that expect waits for, or the name of the listener.',
		'A module that does not answer is ended by stop all too, and by stop alone when nothing is repeated.',
	],
	onEndpoint: false,
	run(lab, args, target) {
		const repeated = lab.repeats.all().map(({name}) => name);
		const awaited = lab.expectations.all().map(({entry: {name}}) => name);
		const served = lab.registry.served();
		const silent = served.filter(({process}) => process.isSilent).map(({name}) => name);
		const last = awaited.at(-1) ?? repeated.at(-1) ?? silent.at(-1);
		if (args.name === undefined && last === undefined) {
			return atPlace(problem('there is nothing to stop', undefined, '`every 1s send hello` begins'), target, 'verb');
		}

		const stoppable = [...repeated, ...awaited, ...served.map(({name}) => name)];
		if (args.name !== undefined && args.name !== 'all' && !stoppable.includes(args.name)) {
			return atPlace(notThere(args.name, stoppable), target, 'name');
		}

		const chosen = args.name === 'all' ? [...repeated, ...awaited, ...silent] : [args.name ?? last!];
		for (const name of chosen) {
			end(lab, name, awaited.includes(name));
		}

		return done;
	},
});

/** What waits for an endpoint ends before the module that answers on it. */
function end({repeats, expectations, registry}: Lab, name: string, isAwaited: boolean): void {
	repeats.stop(name);
	for (const expectation of expectations.all().filter(({entry}) => entry.name === name)) {
		expectation.cancel('it was stopped');
	}

	if (!isAwaited) {
		registry.served().find(entry => entry.name === name)?.process.stop('it was stopped');
	}
}

function notThere(name: string, names: readonly string[]) {
	const verb = names.length === 1 ? 'is' : 'are';
	const hint = names.length === 0 ? undefined : `there ${verb} ${names.join(', ')}`;
	return problem(`there is no ${name} to stop`, undefined, hint);
}
