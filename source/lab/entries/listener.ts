import {type Address, formatAddress, isLoopback, onLoopback} from '../../core/address.ts';
import type {Fact} from '../../core/events.ts';
import type {
	Listener,
	ListenerObserver,
	StreamEndpoint,
	StreamObserver,
	StreamOptions,
	Waiting,
} from '../../core/network.ts';
import type {Problem} from '../../core/problem.ts';
import {nextLife, shownLife, type SocketLife, type SocketMove} from '../../core/socket-life.ts';
import type {LinkRequest, LinkRequests, LinkDirection} from '../../link/link.ts';
import {linkSummary, linkText} from '../../link/link-text.ts';
import type {ServiceProcess, Serving} from '../../services/service.ts';
import type {Source} from '../journal.ts';
import {HeldWatch} from '../held-watch.ts';
import type {Session} from '../session.ts';
import type {SocketEntry} from './entry.ts';
import {listenerForService} from './listener-for-service.ts';
import {ListenAttempt} from './listen-attempt.ts';
import {notOpen} from './not-open.ts';
import {backlogNote, familyNote, heldNote, openNote} from './notes.ts';
import {
	connectionChanges,
	streamChanges,
	streamOptionNames,
	type ConnectionOptions,
	type LiveOptions,
} from './options.ts';
import {Refusals} from './refusals.ts';
import {plainSummary, type EntrySummary} from './summary.ts';
import {StreamEntry, type Acceptor} from './stream.ts';

export type ListenerOptions = ConnectionOptions & {
	readonly backlog: number;
	/** Connections accepted at one time; one more is closed at once. */
	readonly maxconn?: number;
	/** False: accept is held from the beginning. */
	readonly accept?: boolean;
};

export type ListenerDescription = {
	readonly name: string;
	readonly address: Address;
	readonly service: string;
	readonly serving?: Serving;
	readonly options: ListenerOptions;
	/** The next port is tried when this one is in use. */
	readonly triesNext?: boolean;
};

/** A listener of the session: it gives each connection it accepts a name and a service. */
export class ListenerEntry implements SocketEntry {
	readonly side = 'server';
	readonly isListener = true;
	readonly internal = false;
	readonly listener = undefined;
	readonly addresses = undefined;
	readonly queued_bytes = 0;
	readonly udp = undefined;
	readonly socket: this = this;
	readonly name: string;
	readonly source: Source;
	options: ListenerOptions;
	/** As asked; after `listen`, with the port the system chose. */
	address: Address;
	/** For what it accepts. */
	readonly links: LinkRequests = {};
	changes: LiveOptions = {};
	readonly #session: Session;
	/** The words of the service that answers. */
	readonly #service: string;
	readonly #serving: Serving | undefined;
	#listener: Listener | undefined;
	readonly #attempt: ListenAttempt;
	readonly #connections = new Set<StreamEntry>();
	/** Counted by its connections. */
	readonly #total = {in_bytes: 0, out_bytes: 0};
	/** Those that `maxconn` let stay. */
	readonly #served = new Set<StreamEntry>();
	#life: SocketLife = 'opening';
	/** The number of the connection accepted last. */
	#accepted = 0;
	/** Connections that are closed at once. */
	readonly #refusals: Refusals;
	/** What waits to be accepted, while accept is held. */
	readonly #backlog: HeldWatch<Waiting>;

	/** As its connections know it. */
	readonly #asAcceptor: Acceptor;

	constructor(session: Session, {name, address, service, serving, options, triesNext = false}: ListenerDescription) {
		this.#attempt = new ListenAttempt(triesNext, fact => {
			this.tell(fact);
		});
		this.#session = session;
		this.name = name;
		this.address = address;
		this.#service = service;
		this.#serving = serving;
		this.options = options;
		this.source = {name, side: 'server'};
		this.#asAcceptor = {
			name,
			links: this.links,
			total: this.#total,
			ended: connection => {
				this.#connections.delete(connection);
				this.#served.delete(connection);
			},
		};
		this.#backlog = new HeldWatch(session.clock, () => this.#listener?.waiting(), session.changed);
		this.#refusals = new Refusals(session.output, fact => {
			this.tell(fact);
		});
	}

	/** Opens the listener; false when the system refused, which is in the log, or it was closed meanwhile. */
	async listen(streamOptions: StreamOptions): Promise<boolean> {
		const {backlog, accept = true} = this.options;
		const request = {...streamOptions, address: this.address, backlog, accept};
		this.#listener = await this.#session.network.listen(request, this.#observer());
		if (this.#listener === undefined) {
			this.#move('refused');
			return false;
		}

		this.address = this.#listener.local;
		const isGivenUp = this.#life === 'given up';
		this.#move('opened');
		this.process?.opened(listenerForService(this));
		this.#session.changed();
		if (isGivenUp) {
			this.#listener.close();
		}

		return this.alive;
	}

	/** Its port was in use, and the next one is tried. */
	get isRetried(): boolean {
		return this.#attempt.isRetried;
	}

	get transport(): Address['transport'] {
		return this.address.transport;
	}

	get local(): string {
		return formatAddress(this.address);
	}

	get reachableAt(): Address {
		return onLoopback(this.address);
	}

	get state(): 'opening' | 'listening' | 'closed' | 'failed' {
		const state = shownLife(this.#life);
		return state === 'open' ? 'listening' : state;
	}

	get alive(): boolean {
		return this.#life === 'open';
	}

	get wasOpen(): boolean {
		return this.#listener !== undefined;
	}

	get open(): number {
		return this.#connections.size;
	}

	conversations(): Iterable<StreamEntry> {
		return this.#connections;
	}

	get hasQueued(): boolean {
		return this.#connections.values().some(connection => connection.hasQueued);
	}

	get process(): ServiceProcess | undefined {
		return this.#serving?.process;
	}

	/** Bytes received by all that was ever accepted here. */
	get in_bytes(): number {
		return this.#total.in_bytes;
	}

	/** Bytes sent by all that was ever accepted here. */
	get out_bytes(): number {
		return this.#total.out_bytes;
	}

	summary(): EntrySummary {
		const link = linkText(this.links);
		const waiting = backlogNote(this.#backlog.look());
		return {
			...plainSummary,
			local: this.local,
			listState: this.state,
			service: this.#service,
			held: this.#backlog.isHeld,
			exposed: this.alive && !isLoopback(this.address),
			listNotes: [this.#service, openNote(this.open), heldNote(this.#backlog.isHeld), waiting, link],
			titleNotes: [waiting, familyNote(this.address), link],
			link: linkSummary(this.links),
		};
	}

	tell(fact: Fact): void {
		this.#session.journal.record(this.source, fact);
	}

	/** For the connections there are and those to come. */
	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		for (const connection of this.#connections) {
			connection.setLink(direction, request);
		}
	}

	get optionNames(): readonly string[] {
		return streamOptionNames(this.transport);
	}

	notOpen(): Problem | undefined {
		return notOpen(this);
	}

	/** Stops calling accept: connections wait in the backlog. */
	async hold(): Promise<void> {
		await this.#listener?.hold();
	}

	/** Calls accept again, for those that wait first. */
	async resume(): Promise<void> {
		await this.#listener?.resume();
	}

	/** For the connections to come. */
	set(options: LiveOptions): void {
		this.changes = {...this.changes, ...options};
		this.options = {...this.options, ...connectionChanges(options)};
		this.#listener?.set(streamChanges(options));
	}

	/** Stops listening; one that is not open yet is closed as soon as it is. */
	close(): void {
		this.#move('close');
		this.#listener?.close();
	}

	destroy(): void {
		this.close();
	}

	#move(move: SocketMove): void {
		this.#life = nextLife(this.#life, move);
	}

	#observer(): ListenerObserver {
		return {
			fact: fact => {
				this.#holdChanged(fact);
				this.#attempt.take(fact);
			},
			accepted: endpoint => this.#accept(endpoint),
			closed: () => {
				this.#refusals.report();
				this.#backlog.end();
				this.#move('closed');
				this.process?.closed();
				this.#session.registry.ended(this);
				this.#session.changed();
			},
		};
	}

	#holdChanged({event}: Fact): void {
		if (event === 'held') {
			this.#backlog.start();
		} else if (event === 'resumed') {
			this.#backlog.end();
		}
	}

	#accept(endpoint: StreamEndpoint): StreamObserver {
		if (!this.#session.output.admits) {
			return this.#refusals.refuse(endpoint);
		}

		this.#accepted = this.#session.registry.newPart(this.name, this.#accepted);
		const connection = new StreamEntry(this.#session, {
			name: `${this.name}.${this.#accepted}`,
			side: 'server',
			transport: this.transport,
			options: this.options,
			serving: this.#serving,
			listener: this.#asAcceptor,
		});
		this.tell({event: 'accept', result: connection.name, remote: endpoint.remote, local: endpoint.local});
		this.#connections.add(connection);
		this.#session.output.accepted(connection);
		this.#session.registry.add(connection);
		const observer = connection.opened(endpoint);
		// A client of this process learns in the same turn of the loop that it is connected: started after it, both ends know
		// each other.
		setImmediate(() => {
			this.#start(connection);
		});
		return observer;
	}

	#start(connection: StreamEntry): void {
		const {maxconn} = this.options;
		const isThere = this.#connections.has(connection);
		// They start in the order in which they were accepted: the first stay.
		if (isThere && maxconn !== undefined && this.#served.size >= maxconn) {
			connection.tell({event: 'note', message: `maxconn=${maxconn}: ${this.name} serves no more at one time`});
			connection.close();
			return;
		}

		if (isThere) {
			this.#served.add(connection);
		}

		this.#session.streamPairs.pair(connection, this.local);
		connection.start();
	}
}
