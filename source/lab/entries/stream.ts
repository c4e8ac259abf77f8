import type {Address} from '../../core/address.ts';
import {countedDirection, type Fact, type LabEvent, type Side} from '../../core/events.ts';
import {large_count, no_count} from '../../core/large-count.ts';
import type {ConnectRequest, Lend, StreamEndpoint, StreamObserver} from '../../core/network.ts';
import {problem, type Problem} from '../../core/problem.ts';
import {formatDuration} from '../../core/quantities.ts';
import {streamStack} from '../../core/stack.ts';
import {isAlive, nextState, type Move, type State} from '../../core/states.ts';
import type {EndpointAddresses} from '../../formats/format.ts';
import {applyLink, type LinkRequest, type LinkRequests, type LinkDirection} from '../../link/link.ts';
import {linkSummary, linkText} from '../../link/link-text.ts';
import {StreamLink} from '../../link/stream-link.ts';
import type {Serving} from '../../services/service.ts';
import type {Source} from '../journal.ts';
import {HeldWatch} from '../held-watch.ts';
import type {Session} from '../session.ts';
import type {Conversation, SocketEntry} from './entry.ts';
import {Holds, type HoldReason} from './holds.ts';
import {Identity} from './identity.ts';
import {IdleWatch} from './idle-watch.ts';
import {notOpen} from './not-open.ts';
import {heldNote, queuedNote, unreadNote} from './notes.ts';
import {RoundTrip} from './round-trip.ts';
import {
	connectionChanges,
	streamChanges,
	streamOptionNames,
	type ConnectionOptions,
	type LiveOptions,
} from './options.ts';
import {plainSummary, type EntrySummary} from './summary.ts';
import {StreamService} from './stream-service.ts';

type Traffic = {in_bytes: number; out_bytes: number};

/** The listener that accepted a connection. */
export type Acceptor = {
	readonly name: string;
	readonly links: LinkRequests;
	/** What all its connections have carried. */
	readonly total: Traffic;
	readonly ended: (connection: StreamEntry) => void;
};

type Description = {
	readonly name: string;
	readonly side: Side;
	readonly transport: Address['transport'];
	readonly options: ConnectionOptions;
	readonly serving?: Serving | undefined;
	readonly internal?: boolean;
	/** What accepted it. */
	readonly listener?: Acceptor;
};

/**
One stream connection of the session: its socket with the link above it, whose user it is, its state, and the service
that answers on it.
*/
export class StreamEntry implements Conversation, SocketEntry, StreamObserver {
	readonly isListener = false;
	readonly process = undefined;
	readonly open = 0;
	readonly reachableAt = undefined;
	readonly udp = undefined;
	readonly socket: this = this;
	readonly name: string;
	readonly side: Side;
	readonly transport: Address['transport'];
	readonly internal: boolean;
	readonly source: Source;
	state: State = 'connecting';
	options: ConnectionOptions;
	/** The top of its stack. */
	endpoint: StreamEndpoint | undefined;
	readonly links: LinkRequests;
	changes: LiveOptions = {};
	#link: StreamLink | undefined;
	in_bytes = large_count;
	out_bytes = large_count;
	readonly #session: Session;
	readonly #description: Description;
	readonly #identity: Identity;
	readonly #service: StreamService;
	readonly #holds = new Holds();
	/** Bytes that wait in the system while recv is held. */
	readonly #unread: HeldWatch<number>;
	/** Of clients. */
	readonly #roundTrip: RoundTrip | undefined;
	readonly #idle = new IdleWatch(idle_ms => {
		this.tell({event: 'timeout', message: `nothing came or went for ${formatDuration(idle_ms)}`});
		this.#giveUp();
	});

	/** Of the bytes that come next, the fact that told them: where they are kept. */
	#last: LabEvent | undefined;
	/** Ends an attempt to connect. */
	#abort: AbortController | undefined;

	constructor(session: Session, description: Description) {
		this.in_bytes = no_count;
		this.out_bytes = no_count;
		this.#session = session;
		this.#description = description;
		this.name = description.name;
		this.side = description.side;
		this.transport = description.transport;
		this.options = description.options;
		this.internal = description.internal ?? false;
		this.links = {...description.listener?.links};
		this.#identity = new Identity({name: description.name, side: description.side});
		this.source = this.#identity.source;
		this.#service = new StreamService(this);
		this.#roundTrip = this.side === 'client' ? new RoundTrip(session.clock, false) : undefined;
		this.#unread = new HeldWatch(session.clock, () => this.endpoint?.unreadBytes?.(), session.changed);
	}

	get addresses(): EndpointAddresses {
		return this.#identity.addresses;
	}

	get listener(): string | undefined {
		return this.#description.listener?.name;
	}

	conversations(): Iterable<Conversation> {
		return [this];
	}

	get alive(): boolean {
		return isAlive(this.state);
	}

	get wasOpen(): boolean {
		return this.endpoint !== undefined;
	}

	get remote(): string {
		return this.source.remote ?? '';
	}

	get isOutputFull(): boolean {
		return this.#holds.has('output');
	}

	get queued_bytes(): number {
		return this.endpoint?.queued_bytes ?? 0;
	}

	get hasQueued(): boolean {
		return this.queued_bytes > 0;
	}

	get eol(): string {
		return this.options.eol;
	}

	summary(): EntrySummary {
		const held = this.#holds.has('person');
		const {local = '', remote = ''} = this.source;
		const link = linkText(this.links, this.#link?.tallies);
		const unread_bytes = this.#unread.look();
		return {
			...plainSummary,
			local,
			remote,
			listState: this.state,
			held,
			unread_bytes,
			rtt_us: this.#roundTrip?.smoothed_us,
			listNotes: [heldNote(held), unreadNote(unread_bytes), link, queuedNote(this.queued_bytes)],
			titleNotes: [link],
			link: linkSummary(this.links, this.#link?.tallies),
		};
	}

	readonly lend: Lend = bytes => this.#session.journal.store.lend(bytes);

	tell(fact: Fact): void {
		this.#session.journal.record(this.source, fact);
	}

	/** Connects; false when that was refused or given up, which is in the log. */
	async connect(request: ConnectRequest, remote: string): Promise<boolean> {
		this.#abort = new AbortController();
		this.#identity.learn({remote});
		this.#session.streamPairs.add(this);
		const endpoint = await this.#session.network.connect(request, opened => this.opened(opened), fact => {
			this.tell(fact);
		}, this.#abort.signal);
		if (endpoint === undefined) {
			this.move(this.#abort.signal.aborted ? 'close' : 'refused');
			this.#unregister();
			return false;
		}

		// As late as an accepted connection starts: both ends then know each other before the first byte.
		setImmediate(() => {
			this.start();
		});
		return true;
	}

	/** The connection is there. Nothing is received until `start`. */
	opened(socket: StreamEndpoint): StreamObserver {
		const {clock, queues} = this.#session;
		this.#link = new StreamLink({clock, share: queues.share()});
		const {endpoint, observer} = streamStack(socket, [this.#link], this);
		this.endpoint = endpoint;
		this.#identity.learn({local: endpoint.local, remote: endpoint.remote});
		this.move('connected');
		for (const direction of ['server', 'client'] as const) {
			if (this.links[direction] !== undefined) {
				this.setLink(direction, this.links[direction]);
			}
		}

		return observer;
	}

	/** The other end, when it lives in this process. */
	get partner(): string | undefined {
		return this.#identity.partner;
	}

	pairWith(partner: string): void {
		this.#identity.pairWith(partner);
	}

	/** Begins to receive, and lets the service speak first if it wants to. */
	start(): void {
		if (!this.alive) {
			return;
		}

		if (this.#session.output.isFull) {
			this.#holds.add('output');
		}

		this.#session.output.add(this);
		this.#idle.start(this.options.idle_ms);
		this.#service.start(this.#description.serving);
		this.resumeFor('start');
	}

	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		if (direction === this.side) {
			this.#identity.source.receivesOverLink = request !== undefined;
		}

		if (this.#link !== undefined) {
			const key = this.name.slice(this.listener?.length ?? this.name.length);
			applyLink(this.#link, request, {side: this.side, direction, key});
		}
	}

	get optionNames(): readonly string[] {
		return streamOptionNames(this.transport);
	}

	set(options: LiveOptions): void {
		this.changes = {...this.changes, ...options};
		this.options = {...this.options, ...connectionChanges(options)};
		this.endpoint?.set(streamChanges(options));
		this.#idle.start(this.options.idle_ms);
	}

	notOpen(): Problem | undefined {
		return notOpen(this, this.state);
	}

	send(bytes: Uint8Array): Problem | undefined {
		return this.#whenOpen(endpoint => {
			this.#roundTrip?.sent();
			endpoint.send(bytes);
		});
	}

	shutdown(): Problem | undefined {
		return this.#whenOpen(endpoint => {
			endpoint.shutdown();
		});
	}

	reset(): Problem | undefined {
		return this.transport === 'unix'
			? problem(`${this.name} is a Unix socket: RST is TCP's`, undefined, '`close` ends it')
			: this.#whenOpen(endpoint => {
				endpoint.reset();
			});
	}

	close(): void {
		this.#abort?.abort();
		this.endpoint?.close();
	}

	destroy(): void {
		this.#abort?.abort();
		this.endpoint?.destroy();
	}

	hold(): void {
		this.#holds.add('person');
		this.move('hold');
		this.tell({event: 'held', message: 'recv is not called until resume'});
		this.#unread.start();
		this.holdFor('person');
	}

	resume(): void {
		this.#holds.delete('person');
		this.move('resume');
		this.tell({event: 'resumed'});
		this.#unread.end();
		this.resumeFor('person');
	}

	/** Stops calling recv for `reason`; it is called again when nobody holds any more. */
	holdFor(reason: HoldReason): void {
		this.#holds.add(reason);
		this.#holds.applyTo(this.endpoint);
	}

	resumeFor(reason: HoldReason): void {
		this.#holds.delete(reason);
		this.#holds.applyTo(this.endpoint);
		this.#service.resumed();
	}

	/** Whoever prints or records the events cannot take more, or can again. */
	outputChanged(isFull: boolean): void {
		if (this.alive && isFull) {
			this.holdFor('output');
		} else if (this.alive) {
			this.resumeFor('output');
		}
	}

	/** Changes the state by the table and lets the session know. */
	move(move: Move): void {
		this.state = nextState(this.state, move);
		this.#session.changed();
	}

	#whenOpen(call: (endpoint: StreamEndpoint) => void): Problem | undefined {
		const refusal = this.notOpen();
		if (refusal === undefined) {
			call(this.endpoint!);
		}

		return refusal;
	}

	/** A fact of any layer of its stack. */
	fact(fact: Fact, bytes?: Uint8Array): void {
		this.#last = this.#record(fact, bytes);
	}

	/** Bytes have come out at the top of its stack. */
	received(bytes: Uint8Array): void {
		this.#roundTrip?.received();
		this.#service.received(this.#session.journal.view(this.#last!) ?? bytes);
	}

	/** Everything sent has been taken. */
	drained(): void {
		this.#service.drained();
	}

	/** The peer has sent FIN. */
	ended(): void {
		this.move('peer-finished');
		if (!this.#service.ended() && !this.options.halfopen) {
			this.endpoint?.close();
		}
	}

	/** The socket is closed; `errno` when it was lost. */
	closed(errno?: string): void {
		this.#idle.stop();
		this.#unread.end();
		this.move(moveOfEnd(errno));
		this.#unregister();
		this.#service.closed(errno);
	}

	/** The facts of all layers come here. All of them are recorded; what the user has sent and got is also counted. */
	#record(fact: Fact, bytes: Uint8Array | undefined): LabEvent {
		const direction = countedDirection(fact);
		if (direction !== undefined && bytes !== undefined) {
			this.#count(direction, bytes.length);
		}

		const event = this.#session.journal.record(this.source, fact, bytes);
		if (fact.event === 'shutdown' && fact.errno === undefined && this.alive) {
			this.move('shutdown');
		}

		return event;
	}

	#count(direction: keyof Traffic, count: number): void {
		this[direction] += count;
		this.#idle.touch();
		this.#session.registry.speakers.carried(this, direction, count, this.#description.serving !== undefined);
		const {total} = this.#description.listener ?? {};
		if (total !== undefined) {
			total[direction] += count;
		}
	}

	#unregister(): void {
		this.#session.registry.ended(this);
		this.#session.streamPairs.ended(this);
		this.#session.output.delete(this);
		this.#description.listener?.ended(this);
	}

	/** A close would wait for a peer that does not read: then there is only RST. */
	#giveUp(): void {
		if (this.queued_bytes > 0) {
			this.endpoint?.reset();
		} else {
			this.endpoint?.close();
		}
	}
}

function moveOfEnd(errno: string | undefined): Move {
	if (errno === undefined) {
		return 'close';
	}

	return ['RST', 'ECONNRESET', 'EPIPE'].includes(errno) ? 'reset' : 'lost';
}
