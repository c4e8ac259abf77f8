/** Whom a line with `expect` means. */
import type {Expected} from '../../core/expected.ts';
import {isProblem, type Problem} from '../../core/problem.ts';
import type {Entry} from '../../lab/entries/entry.ts';
import type {Subject} from '../../lab/expect/expectation.ts';
import type {Lab} from '../../lab/lab.ts';
import {everyName} from '../../language/tokens.ts';
import type {Target} from '../../language/verb.ts';
import {findConversations} from '../all.ts';
import {findEntry, onlyConversation, placeOf} from '../targets.ts';

/** The one that is meant, or how it is found once it is there. */
export type Source = {
	readonly name: string;
	/** Undefined as long as it is not there; a problem where the line could mean several. */
	readonly find: () => Subject | Problem | undefined;
	/** What it comes from: nothing can come when this has ended. */
	readonly listener?: Entry;
};

/** Those of which a line expects something: one, or with `all` every open conversation of the side. */
export function findSources(lab: Lab, expected: Expected, target: Target): readonly Source[] | Problem {
	if (target.name !== everyName) {
		const found = findSource(lab, expected, target);
		return isProblem(found) ? found : [found];
	}

	const all = findConversations(lab, target);
	return isProblem(all) ? all : all.map(entry => fixed(entry));
}

/**
The endpoint that a line expects something of. A UDP listener stands for all its peers. A listener of streams stands for
its only open connection; where none is open, for the one accepted last if something of it was not expected, else for
the next one. `s1.2` may be the name of one that is not there yet.
*/
function findSource(lab: Lab, {kind}: Expected, target: Target): Source | Problem {
	const isAboutOpening = kind === 'refused' || kind === 'timeout';
	const refused = isAboutOpening && target.name === undefined ? newestFailed(lab) : undefined;
	if (refused !== undefined) {
		return fixed(refused);
	}

	const listener = target.name === undefined ? undefined : listenerOf(lab, target.name);
	if (listener !== undefined) {
		const name = target.name!;
		const find = () => {
			const entry = lab.registry.get(name);
			return entry && only(entry);
		};

		return {name, listener, find};
	}

	const entry = findEntry(lab, target);
	if (isProblem(entry)) {
		return entry;
	}

	if (!entry.isListener || isAboutOpening) {
		return fixed(entry);
	}

	const ofListener = {entry, isMeant: (other: Entry) => other.listener === entry.name};
	return entry.transport === 'udp' || kind === 'nothing'
		? {name: entry.name, find: () => ofListener}
		: {name: entry.name, listener: entry, find: () => connectionOf(lab, entry, target)};
}

function fixed(entry: Entry): Source {
	const subject = only(entry);
	return {name: entry.name, find: () => subject};
}

function only(entry: Entry): Subject {
	return {entry, isMeant: other => other === entry};
}

/** The newest endpoint, if opening it failed. */
function newestFailed({registry}: Lab): Entry | undefined {
	const newest = registry.all().findLast(({internal, listener}) => !internal && listener === undefined);
	return newest === undefined || newest.wasOpen || registry.living.has(newest) ? undefined : newest;
}

/** The listener of a conversation that is not there yet. */
function listenerOf({registry}: Lab, name: string): Entry | undefined {
	const listener = registry.get(/^(?<listener>.+)\.\d+$/v.exec(name)?.groups?.['listener'] ?? '');
	return listener?.isListener === true && registry.get(name) === undefined ? listener : undefined;
}

function connectionOf({registry, arrivals}: Lab, listener: Entry, target: Target): Subject | Problem | undefined {
	if (listener.open > 0) {
		const found = onlyConversation(listener, target);
		return isProblem(found) ? {...found, ...placeOf(target)} : only(found);
	}

	const last = registry.all().findLast(entry => entry.listener === listener.name);
	const isUnexpected = last !== undefined && arrivals.of(entry => entry === last).length > 0;
	return isUnexpected ? only(last) : undefined;
}
