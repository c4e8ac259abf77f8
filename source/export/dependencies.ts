/** Which earlier call of the other side a call depends on, as `turns.ts` needs it. */
import {isReachedAt, isSameAddress, type Address} from '../core/address.ts';
import type {Side} from '../core/events.ts';
import {byKind, type ActionOf, type ByKind, type Call} from './call.ts';
import type {Place} from './places.ts';

/** A call at an address. */
type Visit = {readonly side: Side; readonly index: number; readonly address: Address; readonly socket: string};

/** What one endpoint has done so far: indices of calls, and bytes of its stream. */
type History = {
	side: Side;
	connect: number;
	lastSend: number;
	lastRecv: number;
	/** Its shutdown or close. */
	end: number;
	last: number;
	/** Where the bytes of each send end, or the number of each datagram. */
	readonly sends: Array<{readonly end: number; readonly index: number}>;
	received: number;
};

/** `needed`: the call that must have been made; `waitedFor`: the one that this call waits for by itself. -1: none. */
type Dependency = {readonly needed: number; readonly waitedFor: number};

const none = -1;

export class Dependencies {
	readonly #pairs: ReadonlyMap<string, string>;
	readonly #histories = new Map<string, History>();
	/** The endpoints that have used a socket. */
	readonly #users = new Map<string, Set<string>>();
	#ready: Visit[] = [];
	readonly #gone: Visit[] = [];
	readonly #refused: Visit[] = [];
	readonly #connected: Visit[] = [];
	readonly #bound = new Map<string, Place>();

	constructor(pairs: ReadonlyMap<string, string>) {
		this.#pairs = pairs;
	}

	/** What the next call depends on; `index` is its own. */
	add(call: Call, index: number): Dependency {
		const own = this.#historyOf(call.endpoint, call.side);
		this.#usersOf(call.socket).add(call.endpoint);
		const dependency = {needed: this.#needed(call), waitedFor: this.#waitedFor(call, own)};
		this.#note(call, index, own);
		return dependency;
	}

	#historyOf(endpoint: string, side: Side): History {
		const known = this.#histories.get(endpoint);
		if (known !== undefined) {
			return known;
		}

		const history = {side, connect: none, lastSend: none, lastRecv: none, end: none, last: none, sends: [], received: 0};
		this.#histories.set(endpoint, history);
		return history;
	}

	#usersOf(socket: string): Set<string> {
		const users = this.#users.get(socket) ?? new Set();
		this.#users.set(socket, users);
		return users;
	}

	/** The other ends of whoever uses a socket, where they are on the other side. */
	#partners({socket, side}: Call): Array<readonly [History, History]> {
		return [...this.#usersOf(socket)].flatMap(endpoint => {
			const own = this.#histories.get(endpoint);
			const partner = this.#histories.get(this.#pairs.get(endpoint) ?? '');
			return own === undefined || partner === undefined || partner.side === side ? [] : [[own, partner] as const];
		});
	}

	#needed(call: Call): number {
		const {action, errno} = call;
		if (errno === undefined) {
			return byKind(this.#needs, action, call) ?? none;
		}

		if (action.kind === 'recv') {
			return none;
		}

		return Math.max(
			action.kind === 'connect' ? latest(this.#gone, call, action.place.address) : none,
			...this.#partners(call).map(([, partner]) => partner.last),
		);
	}

	/** Where the datagrams of a connected socket go. */
	#remoteOf({socket}: Call): Address | undefined {
		return this.#connected.findLast(visit => visit.socket === socket)?.address;
	}

	readonly #needs: ByKind<[Call], number> = {
		send: ({isDatagram}, call) => {
			const remote = isDatagram ? this.#remoteOf(call) : undefined;
			return remote === undefined ? none : latest(this.#ready, call, remote);
		},
		connect: ({place}, call) => latest(this.#ready, call, place.address),
		sendto: (action, call) => 'place' in action ? latest(this.#ready, call, action.place.address) : none,
		bind: ({place}, call) => latest(this.#refused, call, place.address),
		setsockopt: ({option}, call) => option === 'SO_LINGER' ? this.#beforeEnd(call, true) : none,
		close: (_action, call) => this.#beforeEnd(call, false),
	};

	/** The other end must not send to a socket that is closed; and a reset would take what it has not received yet. */
	#beforeEnd(call: Call, isReset: boolean): number {
		const place = this.#bound.get(call.socket);
		return Math.max(
			place === undefined ? none : latest(this.#connected, call, place.address),
			...this.#partners(call).map(([own, partner]) => {
				const isUnread = own.received < (partner.sends.at(-1)?.end ?? 0);
				return Math.max(partner.lastSend, isReset || isUnread ? partner.lastRecv : none);
			}),
		);
	}

	#waitedFor({action, endpoint, side, errno}: Call, own: History): number {
		const name = action.kind === 'accept' ? action.accepted : endpoint;
		const partner = this.#histories.get(this.#pairs.get(name) ?? '');
		if (partner === undefined || partner.side === side) {
			return none;
		}

		return byKind(waits, action, own, partner, errno !== undefined) ?? none;
	}

	#note(call: Call, index: number, own: History): void {
		const {action, socket, side, errno} = call;
		own.last = index;
		if (action.kind === 'connect') {
			const visits = errno === undefined ? this.#connected : this.#refused;
			visits.push({side, index, address: action.place.address, socket});
		}

		if (errno === undefined) {
			byKind(this.#notes, action, call, index, own);
		}

		const remote = action.kind === 'recv' && action.isDatagram ? this.#remoteOf(call) : undefined;
		if (errno === 'ECONNREFUSED' && remote?.transport === 'udp') {
			this.#refused.push({side, index, address: remote, socket});
		}
	}

	readonly #notes: ByKind<[Call, number, History], void> = {
		bind: ({place}, {side, socket}, index) => {
			this.#bound.set(socket, place);
			this.#ready.push({side, index, address: place.address, socket});
		},
		listen: (_action, {socket}, index) => {
			this.#ready = this.#ready.map(visit => visit.socket === socket ? {...visit, index} : visit);
		},
		connect(_action, _call, index, own) {
			own.connect = index;
		},
		send: noteSend,
		sendto: noteSend,
		recv: noteRecv,
		recvfrom: noteRecv,
		shutdown(_action, _call, index, own) {
			own.lastSend = index;
			own.end = index;
		},
		close: (_action, {socket}, index, own) => {
			own.end = index;
			this.#gone.push(...this.#ready.filter(visit => visit.socket === socket).map(visit => ({...visit, index})));
			this.#ready = this.#ready.filter(visit => visit.socket !== socket);
			this.#bound.delete(socket);
		},
	};
}

type Sending = ActionOf<'send' | 'sendto'>;
type Receiving = ActionOf<'recv' | 'recvfrom'>;

/** What a call waits for by itself: the call of the other end that lets it return. */
const waits: ByKind<[own: History, partner: History, isFailing: boolean], number> = {
	accept: (_action, _own, {connect}) => connect,
	fin: (_action, _own, {end}) => end,
	recv: waitOfRecv,
	recvfrom: waitOfRecv,
};

function waitOfRecv(action: Receiving, own: History, partner: History, isFailing: boolean): number {
	const received = own.received + receivedBy(action);
	return isFailing ? partner.end : partner.sends.find(({end}) => end >= received)?.index ?? none;
}

function noteSend(action: Sending, _call: Call, index: number, own: History): void {
	own.lastSend = index;
	own.sends.push({end: (own.sends.at(-1)?.end ?? 0) + sentBy(action), index});
}

function noteRecv(action: Receiving, _call: Call, index: number, own: History): void {
	own.lastRecv = index;
	own.received += receivedBy(action);
}

/** Bytes of a stream, or one datagram. */
function sentBy(action: Sending): number {
	return action.kind === 'send' && !action.isDatagram ? action.data.bytes.length : 1;
}

function receivedBy(action: Receiving): number {
	return action.kind === 'recv' && !action.isDatagram ? action.count : 1;
}

/** The last call of the other side at an address. */
function latest(visits: readonly Visit[], {side}: Call, address: Address): number {
	return visits.findLast(visit => visit.side !== side && isThere(visit.address, address))?.index ?? none;
}

function isThere(one: Address, other: Address): boolean {
	return one.transport === other.transport
		&& (isSameAddress(one, other) || isReachedAt(one, other) || isReachedAt(other, one));
}
