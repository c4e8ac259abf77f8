import {type Address, formatAddress, type InternetAddress} from '../core/address.ts';
import type {StreamOptions} from '../core/network.ts';
import type {Problem} from '../core/problem.ts';
import type {Serving} from '../services/service.ts';
import type {Current} from './current.ts';
import type {Entry, SocketEntry} from './entries/entry.ts';
import {ListenerEntry, type ListenerDescription, type ListenerOptions} from './entries/listener.ts';
import type {ConnectionOptions} from './entries/options.ts';
import {StreamEntry} from './entries/stream.ts';
import {UdpSocketEntry} from './entries/udp-socket.ts';
import type {Session} from './session.ts';

const last_port = 65_535;

export type ListenOptions = {
	readonly name?: string;
	readonly service: string;
	readonly serving?: Serving;
	readonly stream: StreamOptions;
	readonly options: ListenerOptions;
	/** How many ports are tried, one after the other, while they are in use: for TCP. */
	readonly tries?: number;
};

export type ConnectOptions = {
	readonly name?: string;
	readonly local?: Address;
	readonly timeout_ms: number;
	/** UDP: leave the socket unconnected, `send` then names the destination in each call. */
	readonly connected: boolean;
	readonly stream: StreamOptions;
	readonly options: ConnectionOptions;
	/** The service that opens it for itself and hears what comes. */
	readonly serving?: Serving;
};

/** How a client was connected, with the name that the person wanted. */
type Request = {readonly address: Address; readonly wanted: ConnectOptions};

type Opening = Request & {readonly name: string; readonly isChosen?: boolean};

/** Opens the sockets of a session, each under a name of its own. */
export class Sockets {
	readonly #session: Session;
	readonly #current: Current;
	readonly #requests = new WeakMap<Entry, Request>();

	constructor(session: Session, current: Current) {
		this.#session = session;
		this.#current = current;
	}

	/** Listens on a stream or datagram address; false when the system refused, which the journal tells. */
	async listen(address: Address, wanted: ListenOptions): Promise<boolean | Problem> {
		const name = this.#session.registry.claim(wanted.name, 's');
		if (typeof name !== 'string') {
			return name;
		}

		const description = {name, address, ...wanted};
		if (address.transport === 'udp') {
			const socket = new UdpSocketEntry(this.#session, {...description, side: 'server', eol: wanted.options.eol});
			return this.#open(socket, async () => socket.bind({local: address}));
		}

		return address.transport === 'tcp'
			? this.#listenFrom(address, description, wanted.tries ?? 1)
			: this.#listenOn(new ListenerEntry(this.#session, description), wanted.stream);
	}

	/** Listens on this port, or on the first of the next that is not in use. */
	async #listenFrom(
		address: InternetAddress,
		description: Omit<ListenerDescription, 'address' | 'triesNext'> & ListenOptions,
		tries: number,
	): Promise<boolean> {
		const from = address.port;
		for (let port = from; ; port++) {
			const triesNext = port + 1 < from + tries && port < last_port;
			const listener = new ListenerEntry(this.#session, {...description, address: {...address, port}, triesNext});
			const isOpen = await this.#listenOn(listener, description.stream);
			if (isOpen && port > from) {
				listener.tell({event: 'note', message: `${portsText(from, port - 1)} in use: ${port} taken instead`});
			}

			if (isOpen || !listener.isRetried) {
				return isOpen;
			}
		}
	}

	async #listenOn(listener: ListenerEntry, options: StreamOptions): Promise<boolean> {
		return this.#open(listener, async () => listener.listen(options));
	}

	/** Connects a client; false when that was refused, which the journal tells. */
	async connect(address: Address, wanted: ConnectOptions): Promise<boolean | Problem> {
		const name = this.#session.registry.claim(wanted.name, 'c');
		return typeof name === 'string' ? this.#connect({address, wanted, name}) : name;
	}

	/** Whether it is a client that a line opened, so that the same can be connected again. */
	canReconnect(entry: Entry): boolean {
		return this.#requests.has(entry) && !entry.internal;
	}

	/**
	The name under which a client connects again: the one that the person gave it, or its own as long as it never was
	open. Another connection gets another name, so that the log and what is kept of the two stay apart.
	*/
	nextName(ended: Entry): string {
		const {wanted} = this.#requests.get(ended)!;
		return wanted.name === undefined && ended.wasOpen ? this.#session.registry.newName('c') : ended.name;
	}

	/**
	Connects to where a client that has ended was connected, under the name that `nextName` gave, with the same options,
	what was set since, and its link. False when that was refused. Only with `isChosen` lines act on it from then on.
	*/
	async reconnect(
		ended: SocketEntry,
		{name, isChosen}: {readonly name: string; readonly isChosen: boolean},
	): Promise<boolean | Problem> {
		const claimed = this.#session.registry.claim(name, 'c');
		if (typeof claimed !== 'string') {
			return claimed;
		}

		const isOpen = await this.#connect({...this.#requests.get(ended)!, name, isChosen});
		const entry = this.#session.registry.get(name)?.socket;
		if (isOpen && entry !== undefined) {
			entry.set(ended.changes);
			entry.setLink('server', ended.links.server);
			entry.setLink('client', ended.links.client);
		}

		return isOpen;
	}

	async #connect(request: Opening): Promise<boolean> {
		return request.address.transport === 'udp' ? this.#openUdpClient(request) : this.#connectStream(request);
	}

	async #openUdpClient({name, address, wanted, isChosen = true}: Opening): Promise<boolean> {
		const socket = new UdpSocketEntry(this.#session, {
			name,
			side: 'client',
			eol: wanted.options.eol,
			serving: wanted.serving,
			internal: wanted.serving !== undefined,
			...(!wanted.connected && {destination: address}),
		});
		this.#requests.set(socket, {address, wanted});
		return this.#open(socket, async () => socket.bind({
			...(wanted.local !== undefined && {local: wanted.local}),
			...(wanted.connected ? {remote: address} : {destination: address}),
		}), isChosen);
	}

	async #connectStream({name, address, wanted, isChosen = true}: Opening): Promise<boolean> {
		const {options, serving, stream, timeout_ms, local} = wanted;
		const entry = new StreamEntry(this.#session, {
			name,
			side: 'client',
			transport: address.transport,
			options,
			serving,
			internal: serving !== undefined,
		});
		this.#requests.set(entry, {address, wanted});
		this.#session.registry.add(entry);
		this.#choose(entry, isChosen);
		const request = {...stream, address, timeout_ms, ...(local !== undefined && {local})};
		return entry.connect(request, formatAddress(address));
	}

	/** It has its name at once, and is the current one when it is open. */
	async #open(entry: Entry, open: () => Promise<boolean>, isChosen = true): Promise<boolean> {
		this.#session.registry.add(entry);
		const isOpen = await open();
		if (isOpen) {
			this.#choose(entry, isChosen);
		} else {
			this.#session.registry.ended(entry);
		}

		return isOpen;
	}

	#choose(entry: Entry, isChosen: boolean): void {
		if (isChosen && !entry.internal) {
			this.#current.choose(entry);
		}
	}
}

function portsText(first: number, last: number): string {
	return first === last ? String(first) : `${first} to ${last}`;
}
