import {type Address, formatAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import type {Listener, ListenerObserver, StreamEndpoint, StreamObserver, StreamOptions} from '../core/network.ts';
import type {LinkRequest, LinkRequests, LinkDirection} from '../link/link.ts';
import type {ServiceProcess, Serving} from '../services/service.ts';
import {Connection, type ConnectionOptions} from './connection.ts';
import type {Source} from './journal.ts';
import {listenerForService} from './listener-for-service.ts';
import {pairStreams} from './pairing.ts';
import type {Session} from './session.ts';

export type ListeningOptions = ConnectionOptions & {
	readonly backlog: number;
	/** Connections accepted at one time; one more is closed at once. */
	readonly maxconn?: number;
};

type Description = {
	readonly name: string;
	readonly address: Address;
	readonly service: string;
	readonly serving?: Serving;
	readonly options: ListeningOptions;
};

/** A listener of the session: it gives each connection it accepts a name and a service. */
export class Listening {
	readonly kind = 'listener' as const;
	readonly side = 'server' as const;
	readonly name: string;
	readonly source: Source;
	readonly service: string;
	options: ListeningOptions;
	/** As asked; after `open`, with the port the system chose. */
	address: Address;
	/** The word for it in lists and titles. */
	state: 'opening' | 'listening' | 'closed' | 'failed' = 'opening';
	listener: Listener | undefined;
	readonly connections = new Set<Connection>();
	/** For what it accepts. */
	readonly links: LinkRequests = {};
	readonly #session: Session;
	readonly #serving: Serving | undefined;
	/** Counted by its connections. */
	readonly #carried = {in_bytes: 0, out_bytes: 0};
	/** Those that `maxconn` let stay. */
	readonly #served = new Set<Connection>();
	/** Closed before it was open. */
	#isGivenUp = false;
	/** The number of the connection accepted last. */
	#accepted = 0;

	constructor(session: Session, {name, address, service, serving, options}: Description) {
		this.#session = session;
		this.name = name;
		this.address = address;
		this.service = service;
		this.#serving = serving;
		this.options = options;
		this.source = {name, side: 'server'};
	}

	/** Opens the listener; false when the system refused, which was told, or it was closed meanwhile. */
	async open(streamOptions: StreamOptions): Promise<boolean> {
		this.listener = await this.#session.network.listen({...streamOptions, address: this.address, backlog: this.options.backlog}, this.#observer());
		if (this.listener === undefined) {
			this.state = 'failed';
			return false;
		}

		this.address = this.listener.local;
		this.state = 'listening';
		this.process?.opened(listenerForService(this));
		this.#session.changed();
		if (this.#isGivenUp) {
			this.listener.close();
		}

		return this.alive;
	}

	get alive(): boolean {
		return this.state === 'listening';
	}

	/** Stops listening; one that is not open yet is closed as soon as it is. */
	close(): void {
		this.#isGivenUp = true;
		this.listener?.close();
	}

	/** What runs for its service, and ends with it. */
	get process(): ServiceProcess | undefined {
		return this.#serving?.process;
	}

	tell(fact: Fact): void {
		this.#session.journal.record(this.source, fact);
	}

	/** Bytes received by all that was ever accepted here. */
	get in_bytes(): number {
		return this.#carried.in_bytes;
	}

	/** Bytes sent by all that was ever accepted here. */
	get out_bytes(): number {
		return this.#carried.out_bytes;
	}

	/** The conditions of one direction, for the connections there are and those to come. */
	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		for (const connection of this.connections) {
			connection.setLink(direction, request);
		}
	}

	/** A connection of this listener has ended. */
	forget(connection: Connection): void {
		this.connections.delete(connection);
		this.#served.delete(connection);
	}

	#observer(): ListenerObserver {
		return {
			fact: fact => {
				this.tell(fact);
			},
			accepted: endpoint => this.#accept(endpoint),
			closed: () => {
				this.state = 'closed';
				this.process?.closed();
				this.#session.registry.ended(this);
				this.#session.changed();
			},
		};
	}

	#accept(endpoint: StreamEndpoint): StreamObserver {
		this.#accepted = this.#session.registry.newPart(this.name, this.#accepted);
		const connection = new Connection(this.#session, {
			name: `${this.name}.${this.#accepted}`,
			side: 'server',
			listener: this.name,
			total: this.#carried,
			transport: this.address.transport,
			...(this.#serving !== undefined && {serving: this.#serving}),
			...this.options,
		});
		this.tell({event: 'accept', result: connection.name, remote: endpoint.remote, local: endpoint.local});
		Object.assign(connection.links, this.links);
		this.connections.add(connection);
		this.#session.registry.add(connection);
		const observer = connection.open(endpoint);
		// A client of this process learns in the same turn of the loop that it is connected: started after it, both ends know each other.
		setImmediate(() => {
			this.#start(connection);
		});
		return observer;
	}

	#start(connection: Connection): void {
		const {maxconn} = this.options;
		const isThere = this.connections.has(connection);
		// They start in the order in which they were accepted: the first stay.
		if (isThere && maxconn !== undefined && this.#served.size >= maxconn) {
			connection.tell({event: 'note', message: `maxconn=${maxconn}: ${this.name} serves no more at one time`});
			connection.endpoint?.close();
			return;
		}

		if (isThere) {
			this.#served.add(connection);
		}

		pairStreams(this.#session, connection, formatAddress(this.address));
		connection.start();
	}
}
