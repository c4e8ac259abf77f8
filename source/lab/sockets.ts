import {type Address, formatAddress, type InternetAddress} from '../core/address.ts';
import type {StreamOptions} from '../core/network.ts';
import type {Problem} from '../core/problem.ts';
import type {Serving} from '../services/service.ts';
import type {Current} from './current.ts';
import type {Entry} from './entries/entry.ts';
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

/** Opens the sockets of a session, each under a name of its own. */
export class Sockets {
	readonly #session: Session;
	readonly #current: Current;

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
		description: Omit<ListenerDescription, 'address' | 'nextPort'> & ListenOptions,
		tries: number,
	): Promise<boolean> {
		const from = address.port;
		for (let port = from; ; port++) {
			const nextPort = port + 1 < from + tries && port < last_port ? port + 1 : undefined;
			const listener = new ListenerEntry(this.#session, {...description, address: {...address, port}, nextPort});
			const isOpen = await this.#listenOn(listener, description.stream);
			if (isOpen && port > from) {
				listener.tell({event: 'note', message: `${portsText(from, port - 1)} in use: ${port} is taken instead`});
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
		if (typeof name !== 'string') {
			return name;
		}

		return address.transport === 'udp'
			? this.#openUdpClient(name, address, wanted)
			: this.#connectStream(name, address, wanted);
	}

	async #openUdpClient(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const socket = new UdpSocketEntry(this.#session, {
			name,
			side: 'client',
			eol: wanted.options.eol,
			serving: wanted.serving,
			internal: wanted.serving !== undefined,
			...(!wanted.connected && {destination: address}),
		});
		return this.#open(socket, async () => socket.bind({
			...(wanted.local !== undefined && {local: wanted.local}),
			...(wanted.connected ? {remote: address} : {destination: address}),
		}));
	}

	async #connectStream(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const {options, serving, stream, timeout_ms, local} = wanted;
		const entry = new StreamEntry(this.#session, {
			name,
			side: 'client',
			transport: address.transport,
			options,
			serving,
			internal: serving !== undefined,
		});
		this.#session.registry.add(entry);
		this.#choose(entry);
		const request = {...stream, address, timeout_ms, ...(local !== undefined && {local})};
		return entry.connect(request, formatAddress(address));
	}

	/** It has its name at once, and is the current one when it is open. */
	async #open(entry: Entry, open: () => Promise<boolean>): Promise<boolean> {
		this.#session.registry.add(entry);
		const isOpen = await open();
		if (isOpen) {
			this.#choose(entry);
		} else {
			this.#session.registry.ended(entry);
		}

		return isOpen;
	}

	#choose(entry: Entry): void {
		if (!entry.internal) {
			this.#current.choose(entry);
		}
	}
}

function portsText(first: number, last: number): string {
	return first === last ? `${first} was` : `${first} to ${last} were`;
}
