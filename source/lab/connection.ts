import type {Address} from '../core/address.ts';
import type {Fact, Side} from '../core/events.ts';
import {formatDuration} from '../core/quantities.ts';
import {isAlive, nextState, type Move, type State} from '../core/states.ts';
import type {StreamEndpoint, StreamObserver} from '../core/network.ts';
import {applyLink, type LinkRequest, type LinkRequests, type LinkDirection} from '../link/link.ts';
import {type StreamHearer, StreamLink} from '../link/stream-link.ts';
import type {ServiceConnection, Serving, StreamHandler} from '../services/service.ts';
import type {OpenSource, Session} from './session.ts';

/** Who asked that recv not be called: the person, a service whose peer does not read, an output that is full; and nobody is to hear anything before the start. */
export type HoldReason = 'person' | 'service' | 'output' | 'start';

type Transport = Address['transport'];

type Traffic = {in_bytes: number; out_bytes: number};

export type ConnectionOptions = {
	/** What is added to a line typed as data. */
	readonly eol: string;
	/** Stay open for sending after the peer's FIN. */
	readonly halfopen: boolean;
	/** Close after this long without a byte in either direction. */
	readonly idle_ms?: number;
};

type Description = ConnectionOptions & {
	readonly name: string;
	readonly side: Side;
	readonly transport: Transport;
	readonly listener?: string;
	/** What all connections of the listener have carried: counted with this one's. */
	readonly total?: Traffic;
	readonly serving?: Serving;
	readonly isServant?: boolean;
};

/** One stream connection of the session: its endpoint, its state, and the service that answers on it. */
export class Connection {
	readonly kind = 'connection';
	readonly name: string;
	readonly side: Side;
	/** The listener that accepted it. */
	readonly listener: string | undefined;
	readonly source: OpenSource;
	readonly transport: Transport;
	/** Opened by a service: no line means it without its name. */
	readonly isServant: boolean;
	/** The other end, when it lives in this process. */
	partner: string | undefined;
	state: State = 'connecting';
	options: ConnectionOptions;
	/** The link above the socket. */
	endpoint: StreamLink | undefined;
	readonly links: LinkRequests = {};
	in_bytes = 0;
	out_bytes = 0;
	readonly #session: Session;
	readonly #serving: Serving | undefined;
	readonly #total: Traffic | undefined;
	#handler: StreamHandler = {};
	readonly #holds = new Set<HoldReason>(['start']);
	#idle: NodeJS.Timeout | undefined;
	/** The service was told that something waits, because the output is full. */
	#owesDrained = false;

	constructor(session: Session, description: Description) {
		this.#session = session;
		this.name = description.name;
		this.side = description.side;
		this.transport = description.transport;
		this.listener = description.listener;
		this.options = description;
		this.isServant = description.isServant ?? false;
		this.#serving = description.serving;
		this.#total = description.total;
		this.source = {name: description.name, side: description.side};
	}

	get alive(): boolean {
		return isAlive(this.state);
	}

	get held(): boolean {
		return this.#holds.has('person');
	}

	get queued_bytes(): number {
		return this.endpoint?.queued_bytes ?? 0;
	}

	/** Tells what happens before there is an endpoint: a lookup, a refusal. */
	tell(fact: Fact): void {
		this.#session.journal.record(this.source, fact);
	}

	/** The connection is there. Nothing is received until `start`. */
	open(endpoint: StreamEndpoint): StreamObserver {
		this.endpoint = new StreamLink(endpoint, this.#hearer(), {
			clock: this.#session.clock,
			tell: (fact, bytes) => {
				this.#session.journal.record(this.source, fact, bytes);
			},
			share: this.#session.queues.share(),
		});
		this.source.local = endpoint.local;
		this.source.remote = endpoint.remote;
		this.move('connected');
		this.setLink('server', this.links.server);
		this.setLink('client', this.links.client);
		return this.#observer(this.endpoint);
	}

	/** The conditions of one direction of its link from now on. */
	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		if (this.endpoint !== undefined) {
			applyLink(this.endpoint, request, {side: this.side, direction, key: this.name.slice(this.listener?.length ?? this.name.length)});
		}
	}

	/** Begins to receive, and lets the service speak first if it wants to. */
	start(): void {
		if (!this.alive) {
			return;
		}

		if (this.#session.outputFull()) {
			this.#holds.add('output');
		}

		this.watchIdle();
		this.#handler = this.#serving?.stream(this.#forService()) ?? {};
		this.#holds.delete('start');
		this.#applyHolds();
	}

	/** Stops calling recv for `reason`; it is called again when nobody holds any more. */
	hold(reason: HoldReason): void {
		this.#holds.add(reason);
		if (reason === 'person') {
			this.move('hold');
			this.tell({event: 'held', message: 'recv is not called until resume'});
		}

		this.#applyHolds();
	}

	resume(reason: HoldReason): void {
		this.#holds.delete(reason);
		if (reason === 'person') {
			this.move('resume');
			this.tell({event: 'resumed'});
		}

		this.#applyHolds();
		if (this.#owesDrained && this.queued_bytes === 0) {
			this.#tellDrained();
		}
	}

	/** Changes the state by the table and lets the session know. */
	move(move: Move): void {
		this.state = nextState(this.state, move);
		this.#session.changed();
	}

	#applyHolds(): void {
		if (this.#holds.size > 0) {
			this.endpoint?.hold();
		} else {
			this.endpoint?.resume();
		}
	}

	/** Hears what comes out of the link. */
	#hearer(): StreamHearer {
		return {
			received: bytes => {
				this.#handler.received?.(bytes);
			},
			drained: () => {
				this.#tellDrained();
			},
			ended: () => {
				this.#ended();
			},
			closed: errno => {
				this.#closed(errno);
			},
		};
	}

	/** Hears what happens to the socket: it is recorded before it enters the link. */
	#observer(link: StreamLink): StreamObserver {
		const {journal} = this.#session;
		return {
			fact: fact => {
				this.tell(fact);
				if (fact.event === 'shutdown' && fact.errno === undefined && this.alive) {
					this.move('shutdown');
				}
			},
			received: (bytes, fact) => {
				this.#count('in_bytes', bytes.length);
				this.#idle?.refresh();
				journal.record(this.source, fact, bytes);
				link.received(bytes);
			},
			sent: (bytes, fact) => {
				this.#count('out_bytes', bytes.length);
				this.#idle?.refresh();
				journal.record(this.source, fact, bytes);
				link.count();
			},
			drained() {
				link.count();
				link.drained();
			},
			ended() {
				link.ended();
			},
			closed(errno) {
				link.closed(errno);
			},
		};
	}

	#count(way: keyof Traffic, count: number): void {
		this[way] += count;
		if (this.#total !== undefined) {
			this.#total[way] += count;
		}
	}

	/** To a service, an output that is full looks like a peer that does not read: what it sends would have to be told, too. It goes on with `drained`. */
	#queuedForService(): number {
		this.#owesDrained ||= this.#holds.has('output');
		return this.#owesDrained ? Math.max(1, this.queued_bytes) : this.queued_bytes;
	}

	#tellDrained(): void {
		this.#owesDrained = this.#holds.has('output');
		if (!this.#owesDrained) {
			this.#handler.drained?.();
		}
	}

	#ended(): void {
		this.move('peer-finished');
		if (this.#handler.ended !== undefined) {
			this.#handler.ended();
		} else if (!this.options.halfopen) {
			this.endpoint?.close();
		}
	}

	#closed(errno: string | undefined): void {
		clearTimeout(this.#idle);
		const isReset = errno === 'RST' || errno === 'ECONNRESET' || errno === 'EPIPE';
		this.move(errno === undefined ? 'close' : (isReset ? 'reset' : 'lost'));
		this.#session.registry.ended(this);
		this.#handler.closed?.(errno);
	}

	/** Counts anew how long nothing comes or goes, when there is a limit to that. */
	watchIdle(): void {
		clearTimeout(this.#idle);
		const {idle_ms} = this.options;
		if (idle_ms !== undefined) {
			this.#idle = setTimeout(() => {
				this.tell({event: 'timeout', message: `nothing came or went for ${formatDuration(idle_ms)}`});
				this.#giveUp();
			}, idle_ms);
		}
	}

	/** A close would wait for a peer that does not read: then there is only RST. */
	#giveUp(): void {
		if (this.queued_bytes > 0) {
			this.endpoint?.reset();
		} else {
			this.endpoint?.close();
		}
	}

	#forService(): ServiceConnection {
		return {
			name: this.name,
			remote: this.source.remote ?? '',
			queued_bytes: () => this.#queuedForService(),
			send: (bytes: Uint8Array) => {
				this.endpoint?.sendCopy(bytes);
			},
			hold: () => {
				this.hold('service');
			},
			resume: () => {
				this.resume('service');
			},
			shutdown: () => {
				this.endpoint?.shutdown();
			},
			close: () => {
				this.endpoint?.close();
			},
			reset: () => {
				this.endpoint?.reset();
			},
			note: (message: string) => {
				this.tell({event: 'note', message});
			},
			error: (message: string) => {
				this.tell({event: 'error', message});
			},
		};
	}
}
