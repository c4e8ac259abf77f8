import {Buffer} from 'node:buffer';
import {type Address, formatAddress, isReachedAt} from '../core/address.ts';
import type {Fact, Side} from '../core/events.ts';
import {isNumericHost} from '../core/ip.ts';
import {limits} from '../core/limits.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramRequest} from '../core/network.ts';
import {DatagramLink} from '../link/datagram-link.ts';
import {applyLink, type LinkRequest, type LinkRequests, type LinkDirection} from '../link/link.ts';
import {problem, type Problem} from '../core/problem.ts';
import type {ServicePeer, ServiceProcess, Serving} from '../services/service.ts';
import {DatagramPeer, peerForService} from './datagram-peer.ts';
import type {Source} from './journal.ts';
import {listenerForService} from './listener-for-service.ts';
import {LoopGuard} from './loop-guard.ts';
import {SystemDrops} from './system-drops.ts';
import type {OpenSource, Session} from './session.ts';

type Description = {
	readonly name: string;
	readonly side: Side;
	readonly service?: string;
	readonly serving?: Serving;
	readonly eol: string;
	/** Where `send` goes on a socket that is not connected. */
	readonly destination?: Address;
	readonly isServant?: boolean;
};

/** A UDP socket of the session: a listener, which names its peers, or a client, connected or not. */
export class Datagrams {
	readonly kind = 'datagram';
	readonly name: string;
	readonly side: Side;
	readonly service: string;
	readonly source: OpenSource;
	readonly destination: Address | undefined;
	/** Opened by a service: no line means it without its name. */
	readonly isServant: boolean;
	readonly peers = new Map<string, DatagramPeer>();
	eol: string;
	/** The link above the socket. */
	endpoint: DatagramLink | undefined;
	readonly links: LinkRequests = {};
	alive = false;
	held = false;
	in_bytes = 0;
	out_bytes = 0;
	/** Peers forgotten because there were too many. */
	peersForgotten = 0;
	/** What the system drops before we receive it. */
	drops: SystemDrops | undefined;
	readonly #session: Session;
	readonly #serving: Serving | undefined;
	#peersMade = 0;
	/** Of a listener whose service answers. */
	readonly #guard: LoopGuard | undefined;
	/** Addresses heard from since the socket was opened. */
	readonly #heard = new Set<string>();
	#isOpening = true;
	/** Closed before it was open. */
	#isGivenUp = false;

	constructor(session: Session, description: Description) {
		this.#session = session;
		this.name = description.name;
		this.side = description.side;
		this.service = description.service ?? '';
		this.#serving = description.serving;
		this.eol = description.eol;
		this.destination = description.destination;
		this.isServant = description.isServant ?? false;
		this.source = {name: description.name, side: description.side, datagram: true};
		this.#guard = this.#newGuard();
	}

	/** Opens the socket; false when the system refused, which was told, or it was closed meanwhile. */
	async open(request: DatagramRequest): Promise<boolean> {
		const socket = await this.#session.network.datagram(request, this.#observer());
		this.endpoint = socket === undefined ? undefined : this.#linked(socket);
		this.drops = socket?.systemDrops === undefined ? undefined : this.#watched(socket);
		this.alive = this.endpoint !== undefined;
		this.#isOpening = false;
		if (this.endpoint !== undefined) {
			this.source.local = formatAddress(this.endpoint.local);
			this.process?.opened(listenerForService(this));
		}

		if (this.alive && this.#guard !== undefined) {
			this.#session.registry.answers(this);
		}

		const remote = this.endpoint?.remote ?? this.destination;
		if (remote !== undefined) {
			this.source.remote = formatAddress(remote);
		}

		this.#session.changed();
		if (this.#isGivenUp) {
			this.endpoint?.close();
		}

		return this.alive;
	}

	/** One that is not open yet is closed as soon as it is. */
	close(): void {
		this.#isGivenUp = true;
		this.endpoint?.close();
	}

	/** What runs for its service, and ends with it. */
	get process(): ServiceProcess | undefined {
		return this.#serving?.process;
	}

	tell(fact: Fact): void {
		this.tellAs(this.source, fact);
	}

	/** Tells what happened to the socket or to one of its peers. */
	tellAs(source: Source, fact: Fact): void {
		this.#session.journal.record(source, fact);
	}

	get queued_bytes(): number {
		return this.endpoint?.queued_bytes ?? 0;
	}

	/** The word for it in lists and titles: a socket that was never opened has failed. */
	get state(): 'opening' | 'open' | 'bound' | 'closed' | 'failed' {
		if (this.alive) {
			return this.connected ? 'open' : 'bound';
		}

		if (this.#isOpening) {
			return 'opening';
		}

		return this.endpoint === undefined ? 'failed' : 'closed';
	}

	get connected(): boolean {
		return this.endpoint?.remote !== undefined;
	}

	/** Sends one datagram to an address; a problem when the address cannot be one of this socket's family. */
	sendTo(bytes: Uint8Array, to: Address): Problem | undefined {
		if (this.endpoint === undefined || to.transport === 'unix') {
			return undefined;
		}

		const [own, given] = [familyOf(this.endpoint.local), familyOf(to)];
		if (given !== undefined && given !== own) {
			return problem(`${this.name} is an ${own} socket, this is an ${given} address`);
		}

		this.endpoint.send(bytes, to);
		return undefined;
	}

	/** The conditions of one direction of its link from now on. */
	setLink(direction: LinkDirection, request: LinkRequest | undefined): void {
		this.links[direction] = request;
		if (this.endpoint !== undefined) {
			applyLink(this.endpoint, request, {side: this.side, direction, key: ''});
		}
	}

	/** Lets go of a peer; what comes from its address later is a new one. One that was let go of already has no say in what happens to that. */
	forget(peer: DatagramPeer): void {
		if (this.peers.get(peer.remote) !== peer) {
			return;
		}

		this.peers.delete(peer.remote);
		this.#heard.delete(peer.remote);
		peer.forgotten = true;
		this.#session.registry.ended(peer);
		this.#serving?.datagram?.left?.(peer.forService);
		this.#session.changed();
	}

	/** A client as the service sees it that opened it: `close` closes the socket. */
	forService(remote: Address): ServicePeer {
		return peerForService(this, this.source, remote, () => {
			this.endpoint?.close();
		});
	}

	hold(): void {
		this.held = true;
		this.drops?.touch();
		this.endpoint?.hold();
		this.tell({event: 'held', message: 'recv is not called until resume; the system drops what its buffer cannot take'});
		this.#session.changed();
	}

	resume(): void {
		this.held = false;
		this.tell({event: 'resumed'});
		this.endpoint?.resume();
		this.#session.changed();
	}

	#newGuard(): LoopGuard | undefined {
		const {datagram} = this.#serving ?? {};
		if (this.side === 'client' || datagram === undefined || datagram.isSilent === true) {
			return undefined;
		}

		return new LoopGuard({
			clock: this.#session.clock,
			answererAt: address => this.#session.registry.answererAt(address)?.name,
			note: (remote, message) => {
				this.tellAs((this.peers.get(remote) ?? this).source, {event: 'note', message});
			},
		});
	}

	#watched(socket: DatagramEndpoint): SystemDrops {
		return new SystemDrops({
			clock: this.#session.clock,
			read: () => socket.systemDrops?.(),
			tell: fact => {
				this.tell(fact);
			},
			isHeld: () => this.held,
		});
	}

	#linked(socket: DatagramEndpoint): DatagramLink {
		return new DatagramLink(socket, (bytes, remote) => {
			this.#serve(bytes, remote);
		}, {
			clock: this.#session.clock,
			tell: (fact, bytes) => {
				this.#session.journal.record((this.peers.get(fact.remote ?? '') ?? this).source, fact, bytes);
			},
		});
	}

	/** What came out of the link goes to the service. A peer that was forgotten while this was on its way is a new one. */
	#serve(bytes: Uint8Array, remote: Address): void {
		const {datagram} = this.#serving ?? {};
		if (datagram === undefined) {
			return;
		}

		const name = formatAddress(remote);
		const peer = this.side === 'server' ? this.#peer(remote, name).forService : this.forService(remote);
		if (this.#guard?.admits(bytes, remote, name) === false) {
			return;
		}

		datagram.received(bytes, reply => {
			this.endpoint?.send(Buffer.from(reply), remote);
		}, peer);
	}

	#observer(): DatagramObserver {
		return {
			fact: fact => {
				if (fact.event === 'close') {
					this.drops?.end();
				}

				this.tell(fact);
			},
			received: (bytes, remote, fact) => {
				this.#received(bytes, remote, fact);
			},
			sent: (bytes, _remote, fact) => {
				this.#sent(bytes, fact);
			},
			closed: () => {
				this.alive = false;
				this.#guard?.end();
				this.process?.closed();
				this.#session.registry.ended(this);
				for (const peer of this.peers.values()) {
					this.#session.registry.ended(peer);
					this.#serving?.datagram?.left?.(peer.forService);
				}

				const {remote} = this.endpoint ?? {};
				if (remote !== undefined) {
					this.#serving?.datagram?.left?.(this.forService(remote));
				}

				this.#session.changed();
			},
		};
	}

	#received(bytes: Uint8Array, remote: Address, fact: Fact): void {
		const receiver = this.side === 'server' ? this.#peer(remote, fact.remote ?? formatAddress(remote)) : this;
		this.drops?.touch();
		this.in_bytes += bytes.length;
		if (receiver.kind === 'peer') {
			receiver.in_bytes += bytes.length;
		}

		this.#pair(receiver.source, remote, fact.remote ?? '');
		this.#session.journal.record(receiver.source, fact, bytes);
		this.endpoint?.received(bytes, remote);
	}

	#sent(bytes: Uint8Array, fact: Fact): void {
		const sender = this.peers.get(fact.remote ?? '') ?? this;
		this.out_bytes += bytes.length;
		this.#guard?.sent(bytes, fact.remote ?? '');
		if (sender.kind === 'peer') {
			sender.out_bytes += bytes.length;
		}

		this.#session.journal.record(sender.source, fact, bytes);
	}

	/** At the first word from an address: the socket of this session that it belongs to, when there is one. What crosses between the two is kept once. */
	#pair(receiver: Source, address: Address, remote: string): void {
		if (this.#heard.has(remote)) {
			return;
		}

		if (this.#heard.size >= limits.datagram_peers) {
			this.#heard.clear();
		}

		this.#heard.add(remote);
		const other = this.#session.registry.datagrams().find(entry => entry.alive && entry.endpoint !== undefined && isReachedAt(entry.endpoint.local, address));
		if (other !== undefined) {
			const sender = other.peers.values().find(peer => this.endpoint !== undefined && isReachedAt(this.endpoint.local, peer.address)) ?? other;
			this.#session.journal.pair(sender.source, receiver);
		}
	}

	#peer(address: Address, remote: string): DatagramPeer {
		const known = this.peers.get(remote);
		if (known !== undefined) {
			// Moved to the end: the first of the map is the one silent for longest.
			this.peers.delete(remote);
			this.peers.set(remote, known);
			return known;
		}

		this.#peersMade = this.#session.registry.newPart(this.name, this.#peersMade);
		const peer = new DatagramPeer(this, `${this.name}.${this.#peersMade}`, address);
		this.peers.set(remote, peer);
		this.#session.registry.add(peer);
		this.#forgetSilent();
		this.#session.changed();
		return peer;
	}

	#forgetSilent(): void {
		if (this.peers.size <= limits.datagram_peers) {
			return;
		}

		this.forget(this.peers.values().next().value!);
		this.peersForgotten++;
	}
}

/** Nothing for a name: the socket looks it up for its own family. */
function familyOf(address: Address): 'IPv4' | 'IPv6' | undefined {
	if (address.transport === 'unix' || !isNumericHost(address.host)) {
		return undefined;
	}

	return address.host.includes(':') ? 'IPv6' : 'IPv4';
}
