import {type Address, formatAddress, isLoopback, isReachedAt, onLoopback} from '../../core/address.ts';
import type {Fact, Side} from '../../core/events.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramRequest} from '../../core/network.ts';
import {problem, type Problem} from '../../core/problem.ts';
import {nextLife, shownLife, type SocketLife, type SocketMove} from '../../core/socket-life.ts';
import {datagramStack} from '../../core/stack.ts';
import type {EndpointAddresses} from '../../formats/format.ts';
import {DatagramLink} from '../../link/datagram-link.ts';
import {applyLink, type LinkRequest, type LinkRequests, type LinkDirection} from '../../link/link.ts';
import {linkSummary, linkText} from '../../link/link-text.ts';
import type {ServiceProcess, Serving} from '../../services/service.ts';
import type {Source} from '../journal.ts';
import type {Session} from '../session.ts';
import type {Conversation, UdpEntry} from './entry.ts';
import {Identity} from './identity.ts';
import {listenerForService} from './listener-for-service.ts';
import {notOpen} from './not-open.ts';
import {droppedNote, familyNote, heldNote, queuedNote} from './notes.ts';
import {RoundTrip} from './round-trip.ts';
import type {EntrySummary} from './summary.ts';
import {udpOptionNames, type LiveOptions} from './options.ts';
import {familyProblem} from './udp-family.ts';
import type {UdpPeerEntry} from './udp-peer.ts';
import {UdpPeers} from './udp-peers.ts';
import {UdpService} from './udp-service.ts';
import {UdpTraffic} from './udp-traffic.ts';

type Description = {
	readonly name: string;
	readonly side: Side;
	readonly service?: string;
	readonly serving?: Serving | undefined;
	readonly eol: string;
	/** Where `send` goes on a socket that is not connected. */
	readonly destination?: Address;
	readonly internal?: boolean;
};

/** A UDP socket of the session: a listener, which names its peers, or a client, connected or not. */
export class UdpSocketEntry implements Conversation, UdpEntry {
	readonly transport = 'udp';
	readonly listener = undefined;
	readonly optionNames = udpOptionNames;
	readonly socket: this = this;
	readonly udp: this = this;
	readonly name: string;
	readonly side: Side;
	readonly internal: boolean;
	readonly source: Source;
	eol: string;
	/** The top of its stack. */
	endpoint: DatagramEndpoint | undefined;
	readonly links: LinkRequests = {};
	changes: LiveOptions = {};
	#link: DatagramLink | undefined;
	readonly #session: Session;
	readonly #identity: Identity;
	readonly #destination: Address | undefined;
	/** The words of the service that answers. */
	readonly #words: string;
	#held = false;
	readonly #serving: Serving | undefined;
	readonly #service: UdpService;
	readonly #peers: UdpPeers;
	readonly #traffic: UdpTraffic;
	/** Of clients. */
	readonly #roundTrip: RoundTrip | undefined;
	#life: SocketLife = 'opening';

	constructor(session: Session, description: Description) {
		this.#session = session;
		this.name = description.name;
		this.side = description.side;
		this.#words = description.service ?? '';
		this.#serving = description.serving;
		this.eol = description.eol;
		this.#destination = description.destination;
		this.internal = description.internal ?? false;
		this.#identity = new Identity({name: description.name, side: description.side, datagram: true});
		this.source = this.#identity.source;
		this.#roundTrip = this.side === 'client' ? new RoundTrip(session.clock, true) : undefined;
		this.#service = new UdpService(session, this, description.serving);
		this.#peers = new UdpPeers(session, this, peer => {
			this.#traffic.forget(peer);
			this.#service.left(peer);
		});
		const isServed = description.serving !== undefined;
		this.#traffic = new UdpTraffic({session, socket: this, peers: this.#peers, isServed, isHeld: () => this.#held});
	}

	/** Opens the socket; false when the system refused, which is in the log, or it was closed meanwhile. */
	async bind(request: DatagramRequest): Promise<boolean> {
		const socket = await this.#session.network.datagram(request, opened => this.#stacked(opened), fact => {
			this.tell(fact);
		});
		const isGivenUp = this.#life === 'given up';
		this.#move(socket === undefined ? 'refused' : 'opened');
		if (socket !== undefined) {
			this.#opened(socket);
		}

		this.#session.changed();
		if (isGivenUp) {
			this.endpoint?.close();
		}

		return this.alive;
	}

	get addresses(): EndpointAddresses {
		return this.#identity.addresses;
	}

	get isListener(): boolean {
		return this.side === 'server';
	}

	conversations(): Iterable<Conversation> {
		return this.isListener ? this.#peers.all() : [this];
	}

	get open(): number {
		return this.#peers.size;
	}

	get state(): 'opening' | 'open' | 'bound' | 'closed' | 'failed' {
		const state = shownLife(this.#life);
		return state === 'open' && !this.connected ? 'bound' : state;
	}

	get alive(): boolean {
		return this.#life === 'open';
	}

	get wasOpen(): boolean {
		return this.endpoint !== undefined;
	}

	get connected(): boolean {
		return this.endpoint?.remote !== undefined;
	}

	/** Where it is bound. */
	get boundTo(): Address | undefined {
		return this.endpoint?.local;
	}

	get remote(): string {
		return this.source.remote ?? '';
	}

	get reachableAt(): Address | undefined {
		return this.boundTo && onLoopback(this.boundTo);
	}

	get process(): ServiceProcess | undefined {
		return this.#serving?.process;
	}

	get in_bytes(): number {
		return this.#traffic.in_bytes;
	}

	get out_bytes(): number {
		return this.#traffic.out_bytes;
	}

	get queued_bytes(): number {
		return this.endpoint?.queued_bytes ?? 0;
	}

	get hasQueued(): boolean {
		return this.queued_bytes > 0;
	}

	summary(): EntrySummary {
		const link = linkText(this.links, this.#link?.tallies);
		const {local = ''} = this.source;
		const {dropped} = this.#traffic;
		return {
			local,
			remote: this.remote,
			listState: this.state,
			service: this.#words,
			held: this.#held,
			rtt_us: this.#roundTrip?.smoothed_us,
			dropped,
			exposed: this.alive && this.boundTo !== undefined && !isLoopback(this.boundTo),
			listNotes: [this.#words, heldNote(this.#held), link, droppedNote(dropped), queuedNote(this.queued_bytes)],
			titleNotes: [this.#bindingNote, link],
			link: linkSummary(this.links, this.#link?.tallies),
		};
	}

	tell(fact: Fact): void {
		this.tellAs(this.source, fact);
	}

	/** Tells what happened to the socket or to one of its peers. */
	tellAs(source: Source, fact: Fact): void {
		this.#traffic.tellAs(source, fact);
	}

	/** Puts a sentence into the log, beside what comes from this address. */
	note(remote: string, message: string): void {
		this.tellAs(this.#traffic.sourceOf(remote), {event: 'note', message});
	}

	/** Who speaks, in what it sends to this address: itself, or one of its peers. */
	sourceFor(address: Address): Source {
		return (this.#peers.all().find(peer => isReachedAt(address, peer.address)) ?? this).source;
	}

	/** The peer at an address that something has come from. */
	heard(address: Address, remote: string): UdpPeerEntry {
		return this.#peers.heard(address, remote);
	}

	notOpen(): Problem | undefined {
		return notOpen(this);
	}

	/** Sends one datagram to its peer, or where it was opened for. */
	send(bytes: Uint8Array): Problem | undefined {
		return this.notOpen() ?? this.#sendToPeer(bytes);
	}

	sendTo(bytes: Uint8Array, to: Address): Problem | undefined {
		if (this.endpoint === undefined || to.transport === 'unix') {
			return undefined;
		}

		const refusal = familyProblem(this.name, this.endpoint.local, to);
		if (refusal === undefined) {
			this.#roundTrip?.sent();
			this.endpoint.send(bytes, to);
		}

		return refusal;
	}

	join(group: Address): void {
		this.endpoint?.join(group);
	}

	leave(group: Address): void {
		this.endpoint?.leave(group);
	}

	shutdown(): Problem {
		return problem(`${this.name} is UDP, which has no half-close`);
	}

	reset(): Problem {
		return problem(`${this.name} is UDP, which has no RST`);
	}

	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		if (direction === this.side) {
			this.#identity.source.receivesOverLink = request !== undefined;
		}

		if (this.#link !== undefined) {
			applyLink(this.#link, request, {side: this.side, direction, key: ''});
		}
	}

	set(options: LiveOptions): void {
		this.changes = {...this.changes, ...options};
		this.eol = options.eol ?? this.eol;
		this.endpoint?.set(options);
	}

	hold(): void {
		this.#held = true;
		this.#traffic.held();
		this.endpoint?.hold();
		const message = 'recv is not called until resume; the system drops what its buffer cannot take';
		this.tell({event: 'held', message});
		this.#session.changed();
	}

	resume(): void {
		this.#held = false;
		this.tell({event: 'resumed'});
		this.endpoint?.resume();
		this.#session.changed();
	}

	/** One that is not open yet is closed as soon as it is. */
	close(): void {
		this.#move('close');
		this.endpoint?.close();
	}

	destroy(): void {
		this.#move('close');
		this.endpoint?.destroy();
	}

	get #bindingNote(): string {
		if (!this.isListener && !this.connected) {
			return 'unconnected';
		}

		return this.boundTo === undefined ? '' : familyNote(this.boundTo);
	}

	#stacked(socket: DatagramEndpoint): DatagramObserver {
		this.#link = new DatagramLink(this.#session);
		const {endpoint, observer} = datagramStack(socket, [this.#link], this.#observer());
		this.endpoint = endpoint;
		return observer;
	}

	#opened(socket: DatagramEndpoint): void {
		this.#traffic.opened(socket);
		const remote = socket.remote ?? this.#destination;
		this.#identity.learn({
			local: formatAddress(socket.local),
			...(remote !== undefined && {remote: formatAddress(remote)}),
		});

		this.#session.udpSockets.add(this, {answers: this.#service.answers});
		this.process?.opened(listenerForService(this));
		if (socket.remote !== undefined) {
			this.#service.connected(socket.remote);
		}
	}

	#sendToPeer(bytes: Uint8Array): Problem | undefined {
		if (this.#destination !== undefined) {
			return this.sendTo(bytes, this.#destination);
		}

		if (!this.connected) {
			return problem(`${this.name} has no peer to send to`, undefined, '`sendto ADDRESS DATA` names one');
		}

		this.#roundTrip?.sent();
		this.endpoint!.send(bytes);
		return undefined;
	}

	#move(move: SocketMove): void {
		this.#life = nextLife(this.#life, move);
	}

	/** What comes out at the top of the stack. */
	#observer(): DatagramObserver {
		return {
			fact: (fact, bytes, remote) => {
				if (fact.event === 'send' && bytes !== undefined) {
					this.#service.sent(bytes, fact.remote ?? '');
				}

				this.#traffic.record(fact, bytes, remote);
			},
			received: (bytes, remote) => {
				this.#roundTrip?.received();
				this.#service.received(bytes, remote);
			},
			closed: () => {
				this.#closed();
			},
		};
	}

	#closed(): void {
		this.#move('closed');
		this.#service.end();
		this.#session.udpSockets.delete(this);
		this.#session.registry.ended(this);
		this.#peers.end();
		this.#service.closed();
		this.#session.changed();
	}
}
