/** Which endpoint a line means, and what to say when that makes no sense. */
import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import type {Target} from '../language/verb.ts';
import type {Connection} from '../lab/connection.ts';
import type {DatagramPeer} from '../lab/datagram-peer.ts';
import type {Datagrams} from '../lab/datagrams.ts';
import type {Lab} from '../lab/lab.ts';
import {type Entry, isOpening} from '../lab/registry.ts';

/** Where the line points when something is wrong with its endpoint: the NAME, else the verb. */
export function placeOf(target: Target): {readonly start: number; readonly end: number} {
	return target.places['name'] ?? target.places['verb'] ?? {start: 0, end: target.line.length};
}

/** The endpoint a line acts on: the one it names, else the current one of its pane. */
export function findEntry(lab: Lab, target: Target): Entry | Problem {
	const entry = lab.find(target.name, sideOf(target.pane));
	if (entry !== undefined) {
		return entry;
	}

	return target.name === undefined
		? problem('there is no endpoint yet', placeOf(target), 'listen tcp:4000 echo or connect tcp:4000 makes one')
		: problem(`no endpoint is called ${target.name}`, placeOf(target), `there ${namesOf(lab)}`);
}

/** `are s1, c1`, as many as a sentence takes. */
export function namesOf(lab: Lab): string {
	const {living} = lab.registry;
	const names = living.values().take(limits.named_endpoints).map(entry => entry.name).toArray();
	const others = living.size - names.length;
	const more = others === 0 ? '' : ` and ${formatCount(others)} more`;
	return living.size === 0 ? 'are none' : `${living.size === 1 ? 'is' : 'are'} ${names.join(', ')}${more}`;
}

/** The side of the session that a pane shows. */
export function sideOf(pane: string | undefined): Side | undefined {
	return pane === 'server' || pane === 'client' ? pane : undefined;
}

/** Something that bytes can be sent through. */
export type Conversation = Connection | Datagrams | DatagramPeer;

/** The conversation a line acts on; a listener stands for its only connection. */
export function findConversation(lab: Lab, target: Target): Conversation | Problem {
	const entry = findEntry(lab, target);
	if (entry.kind === 'problem') {
		return entry;
	}

	if (entry.kind === 'listener') {
		return onlyConversation(entry.name, [...entry.connections], target);
	}

	return entry.kind === 'datagram' && entry.side === 'server' ? onlyConversation(entry.name, entry.peers.values().toArray(), target) : entry;
}

function onlyConversation(listener: string, conversations: readonly Conversation[], target: Target): Conversation | Problem {
	const [first, second] = conversations;
	if (first === undefined) {
		return problem(`nobody has connected to ${listener} yet`, placeOf(target), 'connect from the client pane, or with nc from elsewhere');
	}

	return second === undefined
		? first
		: problem(`${listener} has ${conversations.length} connections`, placeOf(target), `say which: ${first.name} ${withoutName(target)}`);
}

/** The stream connection a line acts on, for what only streams have. */
export function findStream(lab: Lab, target: Target, what: string): Connection | Problem {
	const found = findConversation(lab, target);
	return found.kind === 'datagram' || found.kind === 'peer'
		? problem(`${found.name} is UDP, which has no ${what}`, placeOf(target))
		: found;
}

/** A problem when the connection cannot carry out a call: it is not there yet, or no longer. */
export function notOpen(entry: Conversation, target: Target): Problem | undefined {
	if (entry.kind === 'connection' && entry.state === 'connecting') {
		return problem(`${entry.name} is still connecting`, placeOf(target), 'wait, or close gives it up');
	}

	if (isOpening(entry)) {
		return problem(`${entry.name} is still opening`, placeOf(target), 'wait, or close gives it up');
	}

	if (!entry.alive) {
		const state = entry.kind === 'connection' ? entry.state : 'closed';
		return problem(`${entry.name} is ${state}`, placeOf(target), entry.side === 'client' ? 'connect again' : 'use NAME chooses another');
	}

	return undefined;
}

/** A problem when an endpoint has no socket: not yet, or no longer. */
export function notThere(entry: Entry, target: Target): Problem | undefined {
	return entry.alive ? undefined : problem(`${entry.name} is ${isOpening(entry) ? 'still opening' : 'closed'}`, placeOf(target));
}

/** The UDP socket a line acts on. */
export function findDatagrams(lab: Lab, target: Target): Datagrams | Problem {
	const entry = findEntry(lab, target);
	if (entry.kind === 'problem') {
		return entry;
	}

	const socket = entry.kind === 'peer' ? entry.socket : entry;
	return socket.kind === 'datagram' ? notOpen(socket, target) ?? socket : problem(`${socket.name} is not a UDP socket`, placeOf(target), 'listen udp:0 or connect udp:5000 connected=no makes one');
}

/** What recv is called on: a stream, or a UDP socket with all its peers. */
export function findHoldable(lab: Lab, target: Target): Connection | Datagrams | Problem {
	const entry = findEntry(lab, target);
	if (entry.kind === 'problem') {
		return entry;
	}

	if (entry.kind === 'listener') {
		const found = findConversation(lab, target);
		return found.kind === 'peer' ? found.socket : found;
	}

	return entry.kind === 'peer' ? entry.socket : entry;
}

/** The line from its verb on. */
function withoutName({line, places}: Target): string {
	return line.slice(places['verb']?.start ?? 0).trim();
}
