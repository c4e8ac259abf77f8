/**
What happened in a session, as the lines of a program: each call of the log is one line, in the log's order, each side a
part of its own.

Calls of endpoints whose beginning is not kept are left out, and so are calls beyond a number; how many is told.
*/
import type {LabEvent, Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {conversationEvents} from '../lab/conversation-events.ts';
import type {Journal} from '../lab/journal.ts';
import {keptEvents} from '../lab/kept-events.ts';
import {acceptedPairs, connectsFirst} from './accepted-pairs.ts';
import {CallReader} from './call-reader.ts';
import {withForeignClients, type Player} from './foreign-clients.ts';
import {isLogged, type Call} from './call.ts';
import type {Place} from './places.ts';
import {takingTurns} from './turns.ts';

export type Conversation = {
	/** Of both sides, in order. */
	readonly calls: readonly Call[];
	readonly places: readonly Place[];
	/** When it began, in microseconds since 1970. */
	readonly began_us: number;
	/** What is not in it, a sentence each. */
	readonly notes: readonly string[];
	/** Who plays clients that were other programs. */
	readonly players: readonly Player[];
	/** The other end of each endpoint, where it is in the log. */
	readonly pairs: ReadonlyMap<string, string>;
};

/** All that the journal keeps, or one conversation of it, with the listener that it began at. */
export function conversationOf(journal: Journal, name?: string): Conversation {
	const logged = wantedEvents(keptEvents(journal), name);
	const pairsLogged = acceptedPairs(logged);
	const {events, madeFor, connects, players} = withForeignClients(logged, pairsLogged);
	const accepted = new Map([...pairsLogged, ...connects]);
	const reader = new CallReader({bytesOf: event => journal.bytes(event), connectOf: accepted, madeFor});
	let left = 0;
	for (const event of connectsFirst(events, accepted)) {
		if (reader.count < limits.program_calls) {
			reader.read(event);
		} else {
			left++;
		}
	}

	const calls = reader.end();
	const {pairs} = reader;
	return {
		calls: takingTurns(calls, pairs).map(call => ({...call, comment: oneLine(call.comment)})),
		places: reader.places.named.map(place => ({...place, role: oneLine(place.role)})),
		began_us: events[0]?.time ?? journal.began_us,
		notes: [...reader.notes, ...leftOut(left)].map(note => oneLine(note)),
		players: players.map(({name: player, endpoint}) => ({name: player, endpoint: oneLine(endpoint)})),
		pairs,
	};
}

/** Names of a recording may be anybody's: as a comment they stay one line of printable ASCII. */
function oneLine(text: string): string {
	return text.replaceAll(/[^\u{20}-\u{7E}]/gv, '?');
}

/** The calls of one side. */
export function partOf({calls}: Conversation, side: Side): readonly Call[] {
	const part = calls.filter(call => call.side === side);
	return part.some(call => isLogged(call)) ? part : [];
}

/** One conversation, and how the listener came to be there. */
function wantedEvents(events: readonly LabEvent[], name: string | undefined): readonly LabEvent[] {
	if (name === undefined) {
		return events;
	}

	const own = new Set(conversationEvents(events, name));
	const listeners = new Set([...own].map(({endpoint}) => endpoint.replace(/\.\d+$/v, '')));
	const isOpening = ({endpoint, event}: LabEvent) => listeners.has(endpoint) && event !== 'accept' && event !== 'recv';
	return events.filter(event => own.has(event) || isOpening(event));
}

function leftOut(count: number): string[] {
	const limit = `a program has ${formatCount(limits.program_calls)} calls at the most`;
	return count === 0 ? [] : [`${limit}: ${formatCount(count)} later events are left out`];
}
