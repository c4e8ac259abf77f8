/**
Clients that were other programs: the log has only their other ends. A program plays each with calls that match those,
one for one: what the accepted end received, its client sends before.
*/
import {formatAddress, onLoopback} from '../core/address.ts';
import type {Fact, LabEvent} from '../core/events.ts';
import {withoutMapping} from '../core/ip.ts';
import {parseAddress} from '../core/parse-address.ts';
import {isProblem} from '../core/problem.ts';

/** Who plays the client of an endpoint. */
export type Player = {readonly name: string; readonly endpoint: string};

export type Played = {
	/** All events, with those of the players among them. */
	readonly events: readonly LabEvent[];
	/** Each event of a player, by the one of the log that it was made for. */
	readonly madeFor: ReadonlyMap<LabEvent, LabEvent>;
	/** Each accept of a player, with its connect. */
	readonly connects: ReadonlyMap<LabEvent, LabEvent>;
	readonly players: readonly Player[];
};

/** Calls of a player, before and after that of its other end. */
type Matching = {readonly before?: readonly Fact[]; readonly after?: readonly Fact[]};

/** What a player has done so far. */
type State = Player & {
	readonly isDatagram: boolean;
	/** It has sent FIN; it has received one. */
	isShut: boolean;
	hasFin: boolean;
	isClosed: boolean;
	/** Its other end ends with RST. */
	isReset: boolean;
};

const gone = new Set(['ECONNRESET', 'EPIPE']);
const reset: readonly Fact[] = [
	{event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0},
	{event: 'close', result: 0},
];
const fin: Fact = {event: 'recv', result: 0};

/** `connectOf`: the accepts whose client is in the log. */
export function withForeignClients(
	events: readonly LabEvent[],
	connectOf: ReadonlyMap<LabEvent, LabEvent>,
): Played {
	const clients = new ForeignClients(events, connectOf);
	const all = events.flatMap(event => clients.around(event));
	const {madeFor, connects, players} = clients;
	return {events: all, madeFor, connects, players};
}

class ForeignClients {
	readonly madeFor = new Map<LabEvent, LabEvent>();
	readonly connects = new Map<LabEvent, LabEvent>();
	readonly players: Player[] = [];
	readonly #connectOf: ReadonlyMap<LabEvent, LabEvent>;
	/** The names of the log, and those that players have. */
	readonly #taken: Set<string>;
	/** Addresses of the log's own clients. */
	readonly #own: ReadonlySet<string>;
	/** Where listeners are reached. */
	readonly #listeners = new Map<string, string>();
	readonly #opened = new Set<string>();
	readonly #states = new Map<string, State>();

	constructor(events: readonly LabEvent[], connectOf: ReadonlyMap<LabEvent, LabEvent>) {
		this.#connectOf = connectOf;
		this.#taken = new Set(events.map(({endpoint}) => endpoint));
		this.#own = new Set(events.flatMap(({side, local}) => side === 'client' && local !== undefined ? [local] : []));
	}

	/** The event, with what its client does before and after it. */
	around(event: LabEvent): readonly LabEvent[] {
		this.#noteListener(event);
		const opening = this.#opening(event);
		const state = this.#states.get(event.event === 'accept' ? String(event.result) : event.endpoint);
		if (state === undefined || event.retried === true) {
			return [event];
		}

		const {before = [], after = []} = matching[event.event]?.(event, state) ?? {};
		const played = (fact: Fact) => this.#event(fact, event, state);
		const made = [...opening, ...before].map(fact => played(fact));
		const connect = made.find(({event: name}) => name === 'connect');
		if (connect !== undefined && event.event === 'accept') {
			this.connects.set(event, connect);
		}

		return [...made, event, ...after.map(fact => played(fact))];
	}

	#noteListener({event, endpoint, side, args = '', local = args, errno}: LabEvent): void {
		if (event === 'socket') {
			this.#opened.add(endpoint);
			this.#listeners.delete(endpoint);
		} else if ((event === 'bind' || event === 'listen') && side === 'server' && errno === undefined) {
			this.#listeners.set(endpoint, local);
		}
	}

	/** How a client begins, with the first that its other end tells of it. */
	#opening(event: LabEvent): readonly Fact[] {
		const isAccept = event.event === 'accept' && event.errno === undefined && !this.#connectOf.has(event);
		const endpoint = isAccept ? String(event.result) : event.endpoint;
		if (!(isAccept || this.#isFirstDatagram(event))) {
			return [];
		}

		const listener = isAccept ? event.endpoint : endpoint.replace(/\.\d+$/v, '');
		const local = this.#listeners.get(listener);
		if (local === undefined || !this.#opened.has(listener)) {
			return [];
		}

		const remote = reachedAt(local, !isAccept);
		const family = familyOf(remote);
		const player = {name: this.#newName(), endpoint};
		this.players.push(player);
		const state = {isShut: false, hasFin: false, isClosed: false, isReset: false};
		this.#states.set(endpoint, {...player, isDatagram: !isAccept, ...state});
		return [
			{event: 'socket', args: `${family}, ${isAccept ? 'SOCK_STREAM' : 'SOCK_DGRAM'}`, result: 0},
			{event: 'connect', args: remote, remote, result: 0},
		];
	}

	#isFirstDatagram({event, call, endpoint, side, peer = ':', remote = '', errno}: LabEvent): boolean {
		return event === 'recv'
			&& call === 'recvfrom'
			&& side === 'server'
			&& errno === undefined
			&& peer.includes(':')
			&& !this.#states.has(endpoint)
			&& !this.#own.has(withoutMapping(remote));
	}

	#event(fact: Fact, event: LabEvent, {name, endpoint, isDatagram}: State): LabEvent {
		const {seq, time, data, offset} = event;
		const transfer = {
			...data !== undefined && {data},
			...offset !== undefined && {offset},
			...isDatagram && {datagram: true as const, peer: endpoint},
		};
		const isTransfer = fact.bytes !== undefined;
		const made: LabEvent = {...fact, seq, time, endpoint: name, side: 'client', ...isTransfer && transfer};
		this.madeFor.set(made, event);
		return made;
	}

	#newName(): string {
		let number = 1;
		while (this.#taken.has(`peer${number}`)) {
			number++;
		}

		this.#taken.add(`peer${number}`);
		return `peer${number}`;
	}
}

/** What a client does for each call of its other end. */
const matching: Readonly<Partial<Record<string, (event: LabEvent, state: State) => Matching>>> = {
	send({bytes, errno}, state) {
		if (errno !== undefined) {
			return gone.has(errno) ? {before: resetOnce(state)} : {};
		}

		const isReceived = !state.isClosed && (bytes !== undefined || state.isDatagram);
		return isReceived ? {after: [{event: 'recv', bytes: bytes ?? 0, result: bytes ?? 0}]} : {};
	},
	recv({bytes, errno, result}, state) {
		if (errno !== undefined) {
			return gone.has(errno) ? {before: resetOnce(state)} : {};
		}

		if (bytes !== undefined || state.isDatagram) {
			return {before: [{event: 'send', bytes: bytes ?? 0, asked: bytes ?? 0, result: bytes ?? 0}]};
		}

		const isFin = result === 0 && !state.isDatagram && !state.isShut && !state.isClosed;
		state.isShut ||= isFin;
		return isFin ? {before: [{event: 'shutdown', args: 'SHUT_WR', result: 0}]} : {};
	},
	setsockopt({args = ''}, state) {
		state.isReset ||= args.startsWith('SO_LINGER');
		return {};
	},
	shutdown: (_event, state) => ({after: endOnce(state)}),
	close(_event, state) {
		const {isClosed, isReset, isDatagram} = state;
		if (isClosed || isDatagram) {
			return {};
		}

		state.isClosed = true;
		const last: readonly Fact[] = isReset ? [{event: 'recv', errno: 'ECONNRESET'}] : endOnce(state);
		return {after: [...last, {event: 'close', result: 0}]};
	},
};

function resetOnce(state: State): readonly Fact[] {
	const {isClosed} = state;
	state.isClosed = true;
	return isClosed ? [] : reset;
}

function endOnce(state: State): readonly Fact[] {
	const {hasFin} = state;
	state.hasFin = true;
	return hasFin ? [] : [fin];
}

/** Where a client of this machine reaches a listener. */
function reachedAt(local: string, isDatagram: boolean): string {
	const text = withoutMapping(local);
	const address = parseAddress(text.startsWith('unix:') ? text : `${isDatagram ? 'udp' : 'tcp'}:${text}`);
	return isProblem(address) ? text : formatAddress(onLoopback(address));
}

function familyOf(address: string): string {
	if (address.startsWith('unix:')) {
		return 'AF_UNIX';
	}

	return address.startsWith('[') ? 'AF_INET6' : 'AF_INET';
}
