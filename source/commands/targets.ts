/** Which endpoint a line means, and what to say when that makes no sense. */
import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {panes} from '../frames/panes.ts';
import type {Target} from '../language/verb.ts';
import type {Conversation, Entry, SocketEntry, UdpEntry} from '../lab/entries/entry.ts';
import type {Lab} from '../lab/lab.ts';
import type {Registry} from '../lab/registry.ts';
import {done, type Outcome} from './outcome.ts';

/** Where the line points when something is wrong with its endpoint: the NAME, else the verb. */
export function placeOf(target: Target): {readonly start: number; readonly end: number} {
	return target.places['name'] ?? target.places['verb'] ?? {start: 0, end: target.line.length};
}

/** What came of a call on an entry: a problem gets its place at the endpoint's name. */
export function outcomeOf(refusal: Problem | undefined, target: Target): Outcome {
	return refusal === undefined ? done : {...refusal, ...placeOf(target)};
}

/** The endpoint a line acts on: the one it names, else the current one of its pane. */
export function findEntry(lab: Lab, target: Target): Entry | Problem {
	const entry = lab.current.find(target.name, sideOf(target.pane));
	if (entry !== undefined) {
		return entry;
	}

	return target.name === undefined
		? problem('there is no endpoint yet', placeOf(target), '`listen tcp:4000 echo` or `connect tcp:4000` makes one')
		: problem(`no endpoint is called ${target.name}`, placeOf(target), `there ${namesOf(lab.registry)}`);
}

/** `are s1, c1`, as many as a sentence takes. */
export function namesOf({living}: Registry): string {
	if (living.size === 0) {
		return 'are none';
	}

	const names = living.values().take(limits.named_endpoints).map(entry => entry.name).toArray();
	const others = living.size - names.length;
	const more = others === 0 ? '' : ` and ${formatCount(others)} more`;
	return `${living.size === 1 ? 'is' : 'are'} ${names.join(', ')}${more}`;
}

/** The side of the session that a pane shows. */
export function sideOf(pane: string | undefined): Side | undefined {
	return panes.find(({name}) => name === pane)?.side;
}

/** Done; on the screen what is typed next goes to the pane of `side`, where the line led. */
export function doneIn(side: Side, {pane}: Target): Outcome {
	return pane === undefined || sideOf(pane) === side ? done : {request: {type: 'focus', pane: side}};
}

/**
The conversation a line acts on; a listener stands for its only connection. One that has ended is a problem, which says
how another is chosen.
*/
export function findConversation(lab: Lab, target: Target): Conversation | Problem {
	const entry = findEntry(lab, target);
	const found = isProblem(entry) ? entry : onlyConversation(entry, target);
	return isProblem(found) ? found : endedProblem(lab, found, target) ?? found;
}

/**
A problem when the current endpoint of a pane, which a line did not name, has ended while others of its side are open:
nothing goes to one of those unless it is chosen.
*/
export function endedProblem(lab: Lab, {name, side, state, alive}: Entry, target: Target): Problem | undefined {
	if (alive || state === 'opening' || target.name !== undefined) {
		return undefined;
	}

	const open = lab.registry.sides[side].own.values().filter(entry => entry.alive);
	const [first, second] = open.take(2).toArray();
	if (first === undefined) {
		return undefined;
	}

	const other = second === undefined ? first.name : 'another, which is open';
	const line = second === undefined ? `use ${first.name}` : 'use NAME';
	const chooses = sideOf(target.pane) === undefined ? `\`${line}\`` : 'Ctrl+N';
	return problem(`${name} is ${state}`, placeOf(target), `${chooses} chooses ${other}`);
}

/** The conversation that an entry stands for: itself, or the only one of a listener. */
export function onlyConversation(entry: Entry, target: Target): Conversation | Problem {
	const [first, ...others] = entry.conversations();
	if (first === undefined) {
		const hint = '`connect` from the client pane, or with nc from elsewhere';
		return problem(`nobody has connected to ${entry.name} yet`, placeOf(target), hint);
	}

	const hint = `say which: \`${first.name} ${withoutName(target)}\``;
	return others.length === 0
		? first
		: problem(`${entry.name} has ${others.length + 1} connections`, placeOf(target), hint);
}

/** The entry with the socket that a line acts on, once it is open. */
export function findSocket(lab: Lab, target: Target): SocketEntry | Problem {
	const entry = findEntry(lab, target);
	if (isProblem(entry)) {
		return entry;
	}

	const state = entry.state === 'opening' ? 'still opening' : 'closed';
	return entry.alive
		? entry.socket
		: endedProblem(lab, entry, target) ?? problem(`${entry.name} is ${state}`, placeOf(target));
}

/** The UDP socket a line acts on. */
export function findUdpSocket(lab: Lab, target: Target): UdpEntry | Problem {
	const entry = findEntry(lab, target);
	if (isProblem(entry)) {
		return entry;
	}

	const {udp} = entry;
	const hint = '`listen udp:0` or `connect udp:5000 connected=no` makes one';
	return udp === undefined
		? problem(`${entry.name} is not a UDP socket`, placeOf(target), hint)
		: whenOpen(udp, target);
}

/** What recv or accept is called on: a stream, a UDP socket with all its peers, a listener. */
export function findReceiver(lab: Lab, target: Target): SocketEntry | Problem {
	const entry = findEntry(lab, target);
	return isProblem(entry) ? entry : endedProblem(lab, entry, target) ?? whenOpen(entry.socket, target);
}

function whenOpen<Found extends SocketEntry>(entry: Found, target: Target): Found | Problem {
	const refusal = entry.notOpen();
	return refusal === undefined ? entry : {...refusal, ...placeOf(target)};
}

/** The line without the NAME, which stands before the verb or right behind it. */
function withoutName({line, places: {verb, name}}: Target): string {
	const start = verb?.start ?? 0;
	const isBehind = name !== undefined && name.start > start;
	return (isBehind ? line.slice(start, name.start) + line.slice(name.end) : line.slice(start)).trim();
}
