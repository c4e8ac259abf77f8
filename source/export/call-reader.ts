/**
Reads the events of a log into the calls of a program.

Bytes are counted in each direction of a stream. Calls that are not kept, or that the log has folded into others, are
made up for: what they received is received with the next call, and what they sent is sent as zeros.
*/
import os from 'node:os';
import {describe} from '../core/describe.ts';
import type {LabEvent, Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import {quoteBytes} from '../core/quote.ts';
import type {Action, Call, FamilyName, ProgramData} from './call.ts';
import {DataBudget} from './data-budget.ts';
import {Places} from './places.ts';

/** A socket of the program, from its first call to its close. */
type Socket = {
	readonly name: string;
	readonly side: Side;
	readonly isDatagram: boolean;
	isListening: boolean;
	/** Where it is bound, of a Unix listener: the file that is there then. */
	unixPlace?: Action & {readonly kind: 'unlink'};
	received: number;
	sent: number;
	/** Which line sends what the system has not taken whole, and of which the rest still waits. */
	waiting?: number | undefined;
};

/** What a line has of the log besides its action. */
type Told = {
	readonly endpoint: string;
	readonly comment: string;
	readonly errno?: string;
	readonly received?: number | undefined;
};

/** What of the log is told as a comment between the calls. */
const told = new Set<LabEvent['event']>([
	'said',
	'held',
	'resumed',
	'timeout',
	'error',
	'dropped',
	'refused',
	'link',
]);
const families: readonly FamilyName[] = ['AF_INET', 'AF_INET6', 'AF_UNIX'];
const preview_columns = 48;

export class CallReader {
	readonly places = new Places();
	/** The other end of each accepted connection, in this log; both ways. */
	readonly pairs = new Map<string, string>();
	readonly #bytesOf: (event: LabEvent) => Uint8Array | undefined;
	readonly #connectOf: ReadonlyMap<LabEvent, LabEvent>;
	readonly #madeFor: ReadonlyMap<LabEvent, LabEvent>;
	readonly #data = new DataBudget();
	readonly #calls: Call[] = [];
	readonly #open = new Map<string, Socket>();
	/** The newest of each name, open or not. */
	readonly #latest = new Map<string, Socket>();
	/** UDP peers whose address a recvfrom has kept. */
	readonly #heard = new Set<string>();
	readonly #unknown = new Set<string>();
	/** Who sent more than was received, until its queue was full. */
	readonly #unread = new Set<string>();

	/** `connectOf`: the connect of an accept; `madeFor`: of events that the log does not have, one that it has. */
	constructor({bytesOf, connectOf, madeFor}: {
		readonly bytesOf: (event: LabEvent) => Uint8Array | undefined;
		readonly connectOf: ReadonlyMap<LabEvent, LabEvent>;
		readonly madeFor: ReadonlyMap<LabEvent, LabEvent>;
	}) {
		this.#bytesOf = bytesOf;
		this.#connectOf = connectOf;
		this.#madeFor = madeFor;
	}

	/** Lines so far. */
	get count(): number {
		return this.#calls.length;
	}

	/** What it could not repeat, a sentence each. */
	get notes(): readonly string[] {
		const unknown = [...this.#unknown];
		const names = unknown.slice(0, limits.named_endpoints).join(', ');
		const more = unknown.length > limits.named_endpoints ? ' and others' : '';
		return [
			...unknown.length === 0 ? [] : [`the beginning of ${names}${more} is not kept: their calls are left out`],
			...this.#data.notes,
			...[...this.#unread].slice(0, limits.named_endpoints)
				.map(name => `sends of ${name} that nobody received, so that its queue was full, are left out`),
		];
	}

	/** Adds the lines of an event. */
	read(event: LabEvent): void {
		if (event.retried === true) {
			return;
		}

		const socket = this.#socketOf(event);
		this.#noteQueue(event, socket);
		if (event.datagram === true && event.peer !== undefined && !event.peer.includes(':')) {
			this.pairs.set(event.endpoint, event.peer).set(event.peer, event.endpoint);
		}

		const action = this.#actionOf(event, socket);
		if (action !== undefined) {
			const name = socket?.name ?? event.endpoint;
			this.#add(event.side, name, action, {
				...event,
				comment: this.#comment(event),
				received: event.bytes,
			});
		}

		if (event.event === 'close' && socket !== undefined) {
			this.#closed(socket);
		}
	}

	/** A send whose rest the system never took would wait in a program: nobody reads it. */
	#noteQueue({event, queued = 0}: LabEvent, socket: Socket | undefined): void {
		if (socket === undefined || socket.isDatagram) {
			return;
		}

		if (event === 'send' && queued > 0) {
			socket.waiting = this.#calls.length;
		} else if (event === 'send' || event === 'drained') {
			socket.waiting = undefined;
		}
	}

	/** Of what the other end has not received when its queue was full, so much stays as any system takes. */
	#leaveUnread(name: string, to: number): void {
		const other = this.pairs.get(name);
		const from = this.#calls.findLastIndex(({endpoint, action}) => endpoint === other && action.kind === 'recv') + 1;
		let sent = 0;
		for (let index = from; index <= to; index++) {
			const call = this.#calls[index]!;
			if (call.socket !== name || call.action.kind !== 'send') {
				continue;
			}

			sent += call.action.data.bytes.length;
			if (!(index === to || sent > limits.program_unread_bytes)) {
				continue;
			}

			this.#calls[index] = {...call, action: {kind: 'comment'}};
			this.#unread.add(name);
		}
	}

	/** All of them, and at the end a close of what is still open: clients first, listeners last. */
	end(): readonly Call[] {
		const order = (socket: Socket) => (socket.side === 'client' ? 0 : 1) + (socket.isListening ? 1 : 0);
		const left = this.#open.values().toArray().toSorted((one, other) => order(one) - order(other));
		for (const socket of left) {
			const comment = 'was still open when the log was saved';
			this.#add(socket.side, socket.name, {kind: 'close'}, {endpoint: socket.name, comment});
			this.#closed(socket);
		}

		return this.#calls;
	}

	#add(
		side: Side,
		socket: string,
		action: Action,
		{endpoint, comment, errno, received}: Told,
	): void {
		const isFailure = errno !== undefined && errno !== 'EAGAIN';
		const isKnown = !isFailure || Object.hasOwn(os.constants.errno, errno);
		const made: Action = isKnown ? action : {kind: 'comment'};
		const more = {...isFailure && isKnown && {errno}, ...received !== undefined && {received}};
		this.#calls.push({side, socket, endpoint, action: made, comment, ...more});
	}

	#opened(made: Pick<Socket, 'name' | 'side' | 'isDatagram'>): void {
		const socket = {...made, isListening: false, received: 0, sent: 0};
		this.#open.set(socket.name, socket);
		this.#latest.set(socket.name, socket);
	}

	#closed({name, side, unixPlace, waiting}: Socket): void {
		if (waiting !== undefined) {
			this.#leaveUnread(name, waiting);
		}

		this.#open.delete(name);
		if (unixPlace !== undefined) {
			this.#add(side, name, unixPlace, {endpoint: name, comment: 'the file of a Unix socket stays unless it is removed'});
		}
	}

	/** The socket that a call was made on; a UDP peer's is its listener's. */
	#socketOf({endpoint}: LabEvent): Socket | undefined {
		return this.#open.get(endpoint) ?? this.#open.get(endpoint.replace(/\.\d+$/v, ''));
	}

	#actionOf(event: LabEvent, socket: Socket | undefined): Action | undefined {
		if (told.has(event.event) || event.event === 'getaddrinfo') {
			return {kind: 'comment'};
		}

		if (event.event === 'socket') {
			return this.#socketAction(event);
		}

		const make = this.#makers[event.event];
		if (make === undefined) {
			return undefined;
		}

		if (socket === undefined) {
			this.#unknown.add(event.endpoint);
			return undefined;
		}

		return make(event, socket);
	}

	readonly #makers: Readonly<Partial<Record<string, (event: LabEvent, socket: Socket) => Action | undefined>>> = {
		setsockopt({args = ''}) {
			// A recording may be somebody else's: nothing of it becomes part of a program unread.
			const found = /^(?<option>[A-Z][\dA-Z_]*), (?<value>-?\d+|[\d.:a-f]+|\{1, 0\})$/v.exec(args)?.groups;
			return found === undefined
				? {kind: 'comment'}
				: {kind: 'setsockopt', option: found['option']!, value: found['value']!};
		},
		bind: ({args = '', local}, socket) => {
			const {name, side, isDatagram} = socket;
			const text = side === 'server' ? local ?? args : args;
			const place = this.places.bound({text, transport: transportOf(isDatagram), endpoint: name, side});
			if (place?.address.transport === 'unix' && !place.address.path.startsWith('@')) {
				socket.unixPlace = {kind: 'unlink', place};
			}

			return place && {kind: 'bind', place};
		},
		listen({args = ''}, socket) {
			socket.isListening = true;
			return {kind: 'listen', backlog: /^\d+$/v.test(args) ? Number(args) : limits.backlog_connections};
		},
		accept: (event, {side}) => {
			const accepted = String(event.result);
			this.#opened({name: accepted, side, isDatagram: false});
			const connect = this.#connectOf.get(event);
			if (connect !== undefined) {
				this.pairs.set(accepted, connect.endpoint).set(connect.endpoint, accepted);
			}

			return {kind: 'accept', accepted};
		},
		connect: ({args = '', remote = args}, {name, isDatagram}) => {
			const use = {text: remote, transport: transportOf(isDatagram), endpoint: name};
			const place = this.places.reached(use, 'connects to');
			return place && {kind: 'connect', place};
		},
		send: (event, socket) => this.#sendAction(event, socket),
		recv: (event, socket) => this.#recvAction(event, socket),
		shutdown: () => ({kind: 'shutdown'}),
		close: () => ({kind: 'close'}),
	};

	#socketAction({endpoint, side, args = '', errno}: LabEvent): Action {
		if (errno !== undefined) {
			return {kind: 'comment'};
		}

		const isDatagram = args.includes('SOCK_DGRAM');
		const family = families.find(name => args.startsWith(`${name},`)) ?? 'AF_INET';
		this.#opened({name: endpoint, side, isDatagram});
		return {kind: 'socket', family, isDatagram};
	}

	#sendAction(event: LabEvent, socket: Socket): Action | undefined {
		const {endpoint, call, remote = '', errno} = event;
		const isRefused = errno !== undefined && errno !== 'EAGAIN';
		const data = this.#dataOf(event);
		if (call === 'sendto') {
			const {name} = socket;
			const isKept = endpoint !== name && this.#heard.has(endpoint);
			const place = isKept
				? undefined
				: this.places.reached({text: remote, transport: 'udp', endpoint: name}, 'sends to');
			return place === undefined ? {kind: 'sendto', data, peer: endpoint} : {kind: 'sendto', data, place};
		}

		if (!socket.isDatagram && !isRefused) {
			this.#fillSent(event, socket);
			socket.sent += data.bytes.length;
		}

		return {kind: 'send', data, isDatagram: socket.isDatagram};
	}

	/** Sends that are not kept any more, so that the other end does not wait for their bytes. */
	#fillSent({offset = 0}: LabEvent, socket: Socket): void {
		const count = offset - socket.sent;
		if (count <= 0) {
			return;
		}

		const data = this.#data.zeros(count);
		const comment = `${formatSize(count)} of sends that are not kept`;
		this.#add(socket.side, socket.name, {kind: 'send', data, isDatagram: false}, {endpoint: socket.name, comment});
		socket.sent = offset;
	}

	#dataOf(event: LabEvent): ProgramData {
		const bytes = event.data === undefined ? undefined : this.#bytesOf(event);
		return bytes === undefined ? this.#data.zeros(event.bytes ?? event.asked ?? 0) : this.#data.of(bytes);
	}

	#recvAction(event: LabEvent, socket: Socket): Action | undefined {
		const {endpoint, call, result, data, offset = socket.received, asked = limits.recv_bytes} = event;
		if (call === 'recvfrom' && event.errno === undefined) {
			this.#heard.add(endpoint);
			return {kind: 'recvfrom', asked, peer: endpoint};
		}

		if (socket.isDatagram || event.errno !== undefined) {
			return {kind: 'recv', count: asked, isDatagram: true, asked};
		}

		if (data === undefined && result === 0) {
			this.#receiveRest(socket);
			return {kind: 'fin', asked};
		}

		const count = Math.max(0, offset - socket.received) + (event.bytes ?? 0);
		socket.received += count;
		return {kind: 'recv', count, isDatagram: false, asked};
	}

	/** What the other end in this log has sent and no recv that is kept has received. */
	#receiveRest(socket: Socket): void {
		const peer = this.#latest.get(this.pairs.get(socket.name) ?? '');
		const count = (peer?.sent ?? socket.received) - socket.received;
		if (count <= 0) {
			return;
		}

		const action = {kind: 'recv', count, isDatagram: false, asked: count} as const;
		const comment = `${formatCount(count)} bytes of recvs that the log has folded`;
		this.#add(socket.side, socket.name, action, {endpoint: socket.name, comment});
		socket.received += count;
	}

	#comment(event: LabEvent): string {
		const logged = this.#madeFor.get(event);
		if (logged !== undefined) {
			return `for ${this.#comment(logged)}`;
		}

		const {time, name, call, notes} = describe(event, {ascii: true});
		const bytes = event.event === 'recv' && event.data !== undefined ? this.#bytesOf(event) : undefined;
		const preview = bytes === undefined || bytes.length === 0 ? [] : [quoteBytes(bytes, preview_columns, {ascii: true})];
		return [`${time} ${name} ${call}`, ...notes, ...preview].join('  ');
	}
}

function transportOf(isDatagram: boolean): 'tcp' | 'udp' {
	return isDatagram ? 'udp' : 'tcp';
}
