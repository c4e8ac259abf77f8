/**
The two ends of every conversation that a log tells of, each with who is at its other end: an endpoint of the session,
or another program, which an endpoint of the script then plays.
*/
import type {LabEvent, Side} from '../../core/events.ts';
import {withoutMapping} from '../../core/ip.ts';
import {acceptedPairs} from '../accepted-pairs.ts';

/** An endpoint, from its first event on: of a name that was given again there are several. */
export type End = {
	readonly name: string;
	readonly side: Side;
	readonly isDatagram: boolean;
	/** Number of its first event; 0 when its beginning is not kept. */
	readonly since: number;
	/** The listener that accepted it, or heard it. */
	readonly listener?: End;
	isListener: boolean;
	local?: string;
	remote?: string;
	/** The other end, in the same log. */
	partner?: End;
	hasSent: boolean;
	/** Bytes of its came from, or went to, an address that is no endpoint of the session. */
	isForeign: boolean;
	/** It has sent FIN, and received bytes or RST after that: the other end goes on after a FIN. */
	isHalfOpened: boolean;
	/** A datagram of its was refused: nobody reads where it sends. */
	isRefused: boolean;
	/** Its connect was not answered in time. */
	isTimedOut: boolean;
};

type Beginning = Pick<LabEvent, 'endpoint' | 'side' | 'seq'>;

const nothingYet = {
	isForeign: false,
	isListener: false,
	hasSent: false,
	isHalfOpened: false,
	isRefused: false,
	isTimedOut: false,
};

export class Ends {
	readonly all: readonly End[];
	/** Whose event it is. */
	readonly of: ReadonlyMap<LabEvent, End>;
	/** What an accept has made. */
	readonly accepted: ReadonlyMap<LabEvent, End>;

	constructor(events: readonly LabEvent[]) {
		const reader = new EndReader();
		for (const event of events) {
			reader.read(event);
		}

		for (const [accept, connect] of acceptedPairs(events)) {
			pair(reader.accepted.get(accept), reader.of.get(connect));
		}

		pairDatagrams(reader.all);
		this.all = reader.all;
		this.of = reader.of;
		this.accepted = reader.accepted;
	}

	/** The first of a name that began after so many events. */
	begunAfter(name: string, count: number): End | undefined {
		return this.all.find(end => end.name === name && (end.since > count || end.since === 0));
	}
}

class EndReader {
	readonly all: End[] = [];
	readonly of = new Map<LabEvent, End>();
	readonly accepted = new Map<LabEvent, End>();
	readonly #finished = new Set<End>();
	readonly #current = new Map<string, End>();

	read(event: LabEvent): void {
		const isNew = event.event === 'socket' && event.errno === undefined;
		const isDatagram = event.args?.includes('SOCK_DGRAM') === true;
		const end = isNew ? this.#add(event, {isDatagram}) : this.#find(event);
		if (end === undefined) {
			return;
		}

		this.of.set(event, end);
		end.isForeign ||= event.data !== undefined && !isName(event.peer);
		if (event.event === 'recv' && this.#finished.has(end)) {
			end.isHalfOpened ||= event.data !== undefined || event.errno === 'ECONNRESET';
		}

		if (event.errno === undefined) {
			this.#readers[event.event]?.(event, end);
		} else {
			end.isTimedOut ||= event.errno === 'ETIMEDOUT';
			end.isRefused ||= end.isDatagram && event.errno === 'ECONNREFUSED';
		}
	}

	/** What is learned from an event that is no failure. */
	readonly #readers: Readonly<Partial<Record<LabEvent['event'], (event: LabEvent, end: End) => void>>> = {
		bind({local}, end) {
			end.local = local ?? '';
			end.isListener ||= end.isDatagram && end.side === 'server';
		},
		listen({local}, end) {
			end.local = local ?? end.local ?? '';
			end.isListener = true;
		},
		connect({local, remote, args = ''}, end) {
			end.local = local ?? end.local ?? '';
			end.remote = remote ?? args;
		},
		accept: (event, end) => {
			this.#accepted(event, end);
		},
		send({data, remote}, end) {
			end.hasSent ||= data !== undefined;
			end.remote = (end.isDatagram && end.side === 'client' ? remote : undefined) ?? end.remote ?? '';
		},
		shutdown: (_, end) => {
			this.#finished.add(end);
		},
		timeout(_, end) {
			end.isTimedOut = true;
		},
	};

	#accepted(event: LabEvent, listener: End): void {
		const {local = '', remote = '', result} = event;
		if (typeof result === 'string') {
			const made = this.#add({...event, endpoint: result}, {isDatagram: false, listener});
			made.local = local;
			made.remote = remote;
			this.accepted.set(event, made);
		}
	}

	/** A UDP peer begins with its first datagram; of others the beginning is not kept any more. */
	#find(event: LabEvent): End | undefined {
		const {endpoint} = event;
		const known = this.#current.get(endpoint);
		if (known !== undefined || !isEndpoint(event)) {
			return known;
		}

		const isDatagram = event.datagram === true;
		const listener = this.#listenerOf(event, isDatagram);
		const isPeer = isDatagram && listener !== undefined && listener.since > 0;
		const made = {isDatagram, ...(listener !== undefined && {listener})};
		const end = this.#add(isPeer ? event : {...event, seq: 0}, made);
		end.local = listener?.local ?? '';
		end.remote = event.remote ?? '';
		if (isName(event.peer) && !isPeer) {
			const side = event.side === 'server' ? 'client' : 'server';
			pair(end, this.#current.get(event.peer) ?? this.#find({...event, endpoint: event.peer, side, peer: endpoint}));
		}

		return end;
	}

	#listenerOf({endpoint, side}: LabEvent, isDatagram: boolean): End | undefined {
		const name = /^(?<listener>.+)\.\d+$/v.exec(endpoint)?.groups?.['listener'];
		if (name === undefined || side !== 'server') {
			return undefined;
		}

		const known = this.#current.get(name);
		const listener = known ?? this.#add({endpoint: name, side, seq: 0}, {isDatagram});
		listener.isListener = true;
		return listener;
	}

	#add({endpoint: name, side, seq}: Beginning, made: Pick<End, 'isDatagram' | 'listener'>): End {
		const end: End = {name, side, since: seq, ...nothingYet, ...made};
		this.#current.set(name, end);
		this.all.push(end);
		return end;
	}
}

/** Whether it was told by an endpoint, not by a repeated line or the session. */
function isEndpoint({event}: LabEvent): boolean {
	return event !== 'note' && event !== 'said';
}

/** Whether it is the name of an endpoint, and no address. */
function isName(peer: string | undefined): peer is string {
	return peer !== undefined && peer !== 'unnamed' && !peer.includes(':');
}

function pair(one: End | undefined, other: End | undefined): void {
	if (one !== undefined && other !== undefined) {
		one.partner = other;
		other.partner = one;
	}
}

/** A UDP peer belongs to the client at its address. */
function pairDatagrams(ends: readonly End[]): void {
	for (const peer of ends.filter(({isDatagram, listener}) => isDatagram && listener !== undefined)) {
		const isIt = ({isDatagram, listener, local, since}: End) =>
			isDatagram && listener === undefined && local === withoutMapping(peer.remote ?? '') && since < peer.since;
		pair(peer, ends.findLast(end => isIt(end)));
	}
}
