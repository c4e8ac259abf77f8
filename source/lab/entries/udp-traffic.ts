import {type Address, addressText} from '../../core/address.ts';
import {countedDirection, type Fact} from '../../core/events.ts';
import type {DatagramEndpoint} from '../../core/network.ts';
import type {Source} from '../journal.ts';
import type {Session} from '../session.ts';
import {SystemDrops} from '../system-drops.ts';
import type {UdpEntry} from './entry.ts';
import {UdpPairing} from './udp-pairing.ts';
import {UdpPeerEntry} from './udp-peer.ts';
import type {UdpPeers} from './udp-peers.ts';

type Means = {
	readonly session: Session;
	readonly socket: UdpEntry & {readonly source: Source; readonly boundTo: Address | undefined};
	readonly peers: UdpPeers;
	/** Whether a service answers. */
	readonly isServed: boolean;
	/** Whether datagrams may be dropped by the system though none is received. */
	readonly isHeld: () => boolean;
};

type Direction = 'in_bytes' | 'out_bytes';

/**
What a UDP socket sends and receives: recorded as its own, or as that of the peer at the address; counted once it has
come through the link; and what the system drops before it is received.
*/
export class UdpTraffic {
	in_bytes = 0;
	out_bytes = 0;
	readonly #means: Means;
	readonly #pairing: UdpPairing;
	#drops: SystemDrops | undefined;

	constructor(means: Means) {
		this.#means = means;
		this.#pairing = new UdpPairing(means.session);
	}

	/** Datagrams that the system has dropped, as far as was looked. */
	get dropped(): number {
		return this.#drops?.count ?? 0;
	}

	/** The socket is open. */
	opened(endpoint: DatagramEndpoint): void {
		const {session: {clock}, socket: {source}, isHeld} = this.#means;
		if (endpoint.systemDrops === undefined) {
			return;
		}

		this.#drops = new SystemDrops({
			clock,
			read: () => endpoint.systemDrops?.(),
			tell: fact => {
				this.tellAs(source, fact);
			},
			isHeld,
		});
	}

	/** It is held: the system's drops are looked at although nothing is received. */
	held(): void {
		this.#drops?.touch();
	}

	/** What comes from a peer's address later is another's. */
	forget({remote}: UdpPeerEntry): void {
		this.#pairing.forget(remote);
	}

	/** Who speaks with an address: the socket, or its peer there. */
	sourceOf(remote: string): Source {
		return this.#partyAt(remote).source;
	}

	tellAs(source: Source, fact: Fact): void {
		this.#means.session.journal.record(source, fact);
	}

	/** The facts of all layers of its stack. */
	record(fact: Fact, bytes: Uint8Array | undefined, remote: Address | undefined): void {
		if (fact.event === 'recv' && bytes !== undefined && remote !== undefined) {
			this.#recordRecv(fact, bytes, remote);
		} else if (fact.direction !== undefined || (fact.event === 'send' && bytes !== undefined)) {
			this.#recordFor(this.#partyAt(fact.remote ?? ''), fact, bytes);
		} else {
			this.#recordOther(fact);
		}
	}

	#recordRecv(fact: Fact, bytes: Uint8Array, remote: Address): void {
		const {socket, peers} = this.#means;
		const name = fact.remote ?? addressText(remote);
		const receiver = socket.isListener ? peers.heard(remote, name) : socket;
		this.#drops?.touch();
		this.#pairing.heard(receiver.source, socket.boundTo, {address: remote, remote: name});
		this.#recordFor(receiver, fact, bytes);
	}

	#recordFor(party: UdpPeerEntry | Means['socket'], fact: Fact, bytes: Uint8Array | undefined): void {
		const direction = countedDirection(fact);
		if (direction !== undefined && bytes !== undefined) {
			this.#count(direction, bytes.length, party);
		}

		this.#means.session.journal.record(party.source, fact, bytes);
	}

	/** What happened to the socket as a whole. */
	#recordOther(fact: Fact): void {
		if (fact.event === 'close') {
			this.#drops?.end();
		}

		this.tellAs(this.#means.socket.source, fact);
	}

	#partyAt(remote: string): UdpPeerEntry | Means['socket'] {
		return this.#means.peers.get(remote) ?? this.#means.socket;
	}

	#count(direction: Direction, bytes: number, party: UdpPeerEntry | Means['socket']): void {
		const {session, isServed} = this.#means;
		add(this, direction, bytes);
		if (party instanceof UdpPeerEntry) {
			add(party, direction, bytes);
		}

		session.registry.speakers.carried(party, direction, bytes, isServed);
	}
}

/** Named one by one: a computed key would be looked up anew for each of the two kinds of objects. */
function add(counts: Record<Direction, number>, direction: Direction, bytes: number): void {
	if (direction === 'in_bytes') {
		counts.in_bytes += bytes;
	} else {
		counts.out_bytes += bytes;
	}
}
