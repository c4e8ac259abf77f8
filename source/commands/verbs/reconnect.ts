import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {countOf} from '../../core/quantities.ts';
import type {SocketEntry} from '../../lab/entries/entry.ts';
import type {Lab} from '../../lab/lab.ts';
import {duration, wholeNumber} from '../../language/kinds.ts';
import type {Target} from '../../language/verb.ts';
import {defineVerb} from '../define.ts';
import type {Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';
import {findEntry, placeOf} from '../targets.ts';

/** Connects a client that has ended to the same address, with the same options and link. */
export const reconnect = defineVerb({
	name: 'reconnect',
	parameters: {},
	options: {
		retry: {kind: duration, summary: 'try again, so long after each other, until it is connected'},
		count: {kind: wholeNumber({min: 1, max: 1_000_000_000}), summary: 'with retry=: so many attempts'},
	},
	summary: 'connect to the same address again, with the same options',
	example: 'reconnect retry=1s',
	details: [
		'For a client that has ended: the one named, else the one whose connect was just refused, or the current one. A name',
		'that was given stays; c1 becomes the next free of c2, c3…, because it is another connection; an attempt that was',
		'refused is repeated under its own name.',
		'retry= waits for a server that is not there yet; stop, or Esc, ends it, and list shows it.',
	],
	onEndpoint: true,
	async run(lab, {options: {retry, count}}, target) {
		const ended = findEnded(lab, target);
		if (isProblem(ended)) {
			return ended;
		}

		if (retry === undefined) {
			return count === undefined
				? connectOnce(lab, ended, target)
				: atPlace(problem('this is for retry=', undefined, '`reconnect retry=1s count=5`, say'), target, 'count=');
		}

		return retry <= 0
			? atPlace(problem('this has to be above 0'), target, 'retry=')
			: retryUntilConnected(lab, ended, {period_us: retry * 1000, ...(count !== undefined && {count})});
	},
});

/** The client that the line connects again. */
export function findEnded(lab: Lab, target: Target): SocketEntry | Problem {
	const entry = findEntry(lab, {...target, pane: 'client'});
	if (isProblem(entry)) {
		return entry;
	}

	if (!lab.sockets.canReconnect(entry)) {
		return problem(`${entry.name} is no client`, placeOf(target), '`connect` opens one');
	}

	if (!lab.registry.living.has(entry)) {
		return entry.socket;
	}

	const refused = target.name === undefined ? newestRefused(lab) : undefined;
	return refused ?? problem(`${entry.name} is ${entry.state}`, placeOf(target), `\`${entry.name} close\` ends it first`);
}

/** The newest client, if its connect was refused: the one chosen before it, which may be open, is current again. */
function newestRefused({registry, sockets}: Lab): SocketEntry | undefined {
	const newest = registry.all().findLast(entry => sockets.canReconnect(entry));
	return newest === undefined || newest.wasOpen || registry.living.has(newest) ? undefined : newest.socket;
}

async function connectOnce({sockets}: Lab, ended: SocketEntry, target: Target): Promise<Outcome> {
	const isOpen = await sockets.reconnect(ended, {name: sockets.nextName(ended), isChosen: true});
	return isProblem(isOpen) ? {...isOpen, ...placeOf(target)} : {refused: !isOpen};
}

function trouble(outcome: boolean | Problem): string | undefined {
	return isProblem(outcome) ? outcome.message : undefined;
}

type Pace = {readonly period_us: number; readonly count?: number};

/** Only the first attempt is chosen: somebody else may have been chosen, and talked to, since. */
async function retryUntilConnected(
	{sockets, repeats, registry, journal}: Lab,
	ended: SocketEntry,
	pace: Pace,
): Promise<Outcome> {
	const {promise, resolve} = Promise.withResolvers<Outcome>();
	const name = sockets.nextName(ended);
	let attempts = 0;
	let isOpen = false;
	repeats.start({
		...pace,
		line: `${ended.name} reconnect`,
		isRetry: true,
		actsOn: () => name,
		isReady: () => true,
		async run() {
			attempts++;
			const outcome = await sockets.reconnect(ended, {name, isChosen: attempts === 1});
			isOpen = outcome === true;
			return isOpen ? 'connected' : trouble(outcome);
		},
		ended(repeat, why = 'not connected') {
			if (!isOpen && registry.isTaken(name)) {
				registry.get(name)!.close();
			}

			const times = countOf(attempts, 'attempt');
			journal.record({name: repeat.name, side: 'client'}, {event: 'note', message: `ended after ${times}: ${why}`});
			resolve({refused: !isOpen});
		},
	});
	return promise;
}
