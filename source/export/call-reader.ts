/** Reads the events of a log into the calls of a program. */
import os from 'node:os';
import type {LabEvent, Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {callComment, type Logged} from './call-comment.ts';
import type {Action, Call, FamilyName} from './call.ts';
import {Places} from './places.ts';
import {ProgramSockets, type ProgramSocket} from './program-sockets.ts';
import {Transfers} from './transfers.ts';
import {UnreadSends} from './unread-sends.ts';

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

export class CallReader {
	readonly places = new Places();
	/** The other end of each accepted connection, in this log; both ways. */
	readonly pairs = new Map<string, string>();
	readonly #logged: Logged;
	readonly #connectOf: ReadonlyMap<LabEvent, LabEvent>;
	readonly #calls: Call[] = [];
	readonly #unread = new UnreadSends(this.#calls, this.pairs);
	readonly #sockets = new ProgramSockets();
	readonly #transfers: Transfers;
	/** Whose beginning is not kept. */
	readonly #unknown = new Set<string>();

	/** `connectOf`: the connect of an accept. */
	constructor({connectOf, ...logged}: Logged & {readonly connectOf: ReadonlyMap<LabEvent, LabEvent>}) {
		this.#logged = logged;
		this.#connectOf = connectOf;
		this.#transfers = new Transfers({
			bytesOf: logged.bytesOf,
			places: this.places,
			peerOf: ({name}) => this.#sockets.latest(this.pairs.get(name) ?? ''),
			add: ({side, name}, action, comment) => {
				this.#add(side, name, action, {endpoint: name, comment});
			},
		});
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
			...this.#transfers.notes,
			...this.#unread.notes,
		];
	}

	/** Adds the lines of an event. */
	read(event: LabEvent): void {
		if (event.retried === true) {
			return;
		}

		const socket = this.#sockets.of(event.endpoint);
		if (socket !== undefined) {
			this.#unread.read(event, socket);
		}

		if (event.datagram === true && event.peer !== undefined && !event.peer.includes(':')) {
			this.pairs.set(event.endpoint, event.peer).set(event.peer, event.endpoint);
		}

		const action = this.#actionOf(event, socket);
		if (action !== undefined) {
			const name = socket?.name ?? event.endpoint;
			this.#add(event.side, name, action, {
				...event,
				comment: callComment(event, this.#logged),
				received: event.bytes,
			});
		}

		if (event.event === 'close' && socket !== undefined) {
			this.#closed(socket);
		}
	}

	/** All of them, and at the end a close of what is still open. */
	end(): readonly Call[] {
		for (const socket of this.#sockets.stillOpen()) {
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

	#closed(socket: ProgramSocket): void {
		const {name, side, unixPlace} = socket;
		this.#unread.closed(socket);
		this.#sockets.close(socket);
		if (unixPlace !== undefined) {
			this.#add(side, name, unixPlace, {endpoint: name, comment: 'the file of a Unix socket stays unless it is removed'});
		}
	}

	#actionOf(event: LabEvent, socket: ProgramSocket | undefined): Action | undefined {
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

	readonly #makers: Readonly<Partial<Record<string, (event: LabEvent, socket: ProgramSocket) => Action | undefined>>> = {
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
			this.#sockets.open({name: accepted, side, isDatagram: false});
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
		send: (event, socket) => this.#transfers.send(event, socket),
		recv: (event, socket) => this.#transfers.recv(event, socket),
		shutdown: () => ({kind: 'shutdown'}),
		close: () => ({kind: 'close'}),
	};

	#socketAction({endpoint, side, args = '', errno}: LabEvent): Action {
		if (errno !== undefined) {
			return {kind: 'comment'};
		}

		const isDatagram = args.includes('SOCK_DGRAM');
		const family = families.find(name => args.startsWith(`${name},`)) ?? 'AF_INET';
		this.#sockets.open({name: endpoint, side, isDatagram});
		return {kind: 'socket', family, isDatagram};
	}
}

function transportOf(isDatagram: boolean): 'tcp' | 'udp' {
	return isDatagram ? 'udp' : 'tcp';
}
