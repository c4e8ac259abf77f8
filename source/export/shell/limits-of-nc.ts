/** What nc cannot repeat: which endpoints a shell program leaves out, and why. */
import {byKind, type ByKind, type Call} from '../call.ts';
import type {Conversation} from '../conversation.ts';

/** File descriptors that a POSIX shell can name, beyond the standard ones; one is for connects that are refused. */
const descriptors = [3, 4, 5, 6, 7, 8];

export type Feasible = {
	/** The descriptor of each endpoint that takes part. */
	readonly descriptors: ReadonlyMap<string, number>;
	readonly notes: readonly string[];
};

/** Which endpoints a shell program has. An endpoint takes part only together with its other end. */
export function feasible({calls, pairs}: Conversation): Feasible {
	const notes = new Set<string>();
	const refused = new Set<string>();
	const refuse = (endpoint: string, why: string) => {
		notes.add(why);
		refused.add(endpoint);
		refused.add(pairs.get(endpoint) ?? endpoint);
	};

	for (const [endpoint, why] of [...abstractOnes(calls), ...laterPeers(calls), ...laterConnections(calls)]) {
		refuse(endpoint, why);
	}

	const chosen = new Map<string, number>();
	const free = {server: [...descriptors], client: [...descriptors]};
	for (const call of calls) {
		const {side, endpoint} = call;
		const opened = openedBy(call);
		const number = opened === undefined || refused.has(opened) || chosen.has(opened) ? undefined : free[side].shift();
		if (number !== undefined) {
			chosen.set(opened!, number);
		} else if (opened !== undefined && !chosen.has(opened) && !refused.has(opened)) {
			refuse(opened, `a shell has ${descriptors.length} conversations at one time on each side: ${opened} is left out`);
		}

		const closed = call.action.kind === 'close' ? chosen.get(endpoint) : undefined;
		if (closed !== undefined) {
			free[side].push(closed);
		}
	}

	return {
		descriptors: new Map([...chosen].filter(([endpoint]) => !refused.has(endpoint))),
		notes: [...notes],
	};
}

/** The conversation that begins with a call, as nc has one. */
function openedBy({action, endpoint, errno}: Call): string | undefined {
	if (errno !== undefined) {
		return undefined;
	}

	return byKind(openings, action, endpoint);
}

const openings: ByKind<[endpoint: string], string> = {
	accept: ({accepted}) => accepted,
	connect: (_action, endpoint) => endpoint,
	sendto: (_action, endpoint) => endpoint,
	recvfrom: (_action, endpoint) => endpoint,
};

/** Of a listener's connections, those that begin while another is open. */
function laterConnections(calls: readonly Call[]): Array<readonly [string, string]> {
	const listeners = new Map<string, string>();
	const serving = new Map<string, string>();
	return calls.flatMap(({action, socket, errno}) => {
		const listener = listeners.get(socket);
		if (action.kind === 'close' && listener !== undefined && serving.get(listener) === socket) {
			serving.delete(listener);
		}

		if (action.kind !== 'accept' || errno !== undefined) {
			return [];
		}

		const {accepted} = action;
		listeners.set(accepted, socket);
		if (serving.has(socket)) {
			return [[accepted, `nc serves one connection at a time: ${accepted} is left out`] as const];
		}

		serving.set(socket, accepted);
		return [];
	});
}

function abstractOnes(calls: readonly Call[]): Array<readonly [string, string]> {
	const isAbstract = ({action}: Call) => 'place' in action
		&& action.place.address.transport === 'unix'
		&& action.place.address.path.startsWith('@');
	const sockets = new Set(calls.filter(call => isAbstract(call)).map(({socket}) => socket));
	return calls.flatMap(call => {
		const opened = openedBy(call);
		return opened !== undefined && sockets.has(call.socket)
			? [[opened, `nc does not know abstract Unix sockets: ${call.socket} is left out`]]
			: [];
	});
}

/** Of the peers of a UDP socket, those after the first: nc talks with one. */
function laterPeers(calls: readonly Call[]): Array<readonly [string, string]> {
	const first = new Map<string, string>();
	return calls.flatMap(({action, socket, side}) => {
		if (action.kind !== 'recvfrom' || side !== 'server') {
			return [];
		}

		const peer = first.get(socket) ?? action.peer;
		first.set(socket, peer);
		return peer === action.peer ? [] : [[action.peer, `nc talks with one UDP peer: ${action.peer} is left out`]];
	});
}
