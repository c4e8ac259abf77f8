import type {Address} from '../../core/address.ts';
import {limits} from '../../core/limits.ts';
import type {Session} from '../session.ts';
import {type PeerSocket, UdpPeerEntry} from './udp-peer.ts';

/**
The peers of a UDP listener by their addresses as text, the one silent for longest first. Of too many that one is
forgotten.
*/
export class UdpPeers {
	readonly #session: Session;
	readonly #socket: PeerSocket;
	/** A peer was forgotten, or its socket closed. */
	readonly #left: (peer: UdpPeerEntry) => void;
	readonly #peers = new Map<string, UdpPeerEntry>();
	/** Heard from last: it stands last already. */
	#newest: UdpPeerEntry | undefined;
	/** The number of the peer made last. */
	#made = 0;

	constructor(session: Session, socket: PeerSocket, left: (peer: UdpPeerEntry) => void) {
		this.#session = session;
		this.#socket = socket;
		this.#left = left;
	}

	get size(): number {
		return this.#peers.size;
	}

	get(remote: string): UdpPeerEntry | undefined {
		return this.#peers.get(remote);
	}

	all(): IteratorObject<UdpPeerEntry> {
		return this.#peers.values();
	}

	/** The peer at an address that was just heard from: a new one when it is not known. */
	heard(address: Address, remote: string): UdpPeerEntry {
		if (this.#newest?.remote === remote && !this.#newest.isForgotten) {
			return this.#newest;
		}

		this.#newest = this.#moveToEnd(remote) ?? this.#make(address, remote);
		return this.#newest;
	}

	/**
	What comes from its address later is a new one. One that was forgotten already has no say in what happens to that.
	*/
	forget(peer: UdpPeerEntry): void {
		if (this.#peers.get(peer.remote) !== peer) {
			return;
		}

		this.#peers.delete(peer.remote);
		peer.isForgotten = true;
		this.#session.registry.ended(peer);
		this.#left(peer);
		this.#session.changed();
	}

	/** The socket is closed. */
	end(): void {
		for (const peer of this.#peers.values()) {
			this.#session.registry.ended(peer);
			this.#left(peer);
		}
	}

	#moveToEnd(remote: string): UdpPeerEntry | undefined {
		const known = this.#peers.get(remote);
		if (known !== undefined) {
			this.#peers.delete(remote);
			this.#peers.set(remote, known);
		}

		return known;
	}

	#make(address: Address, remote: string): UdpPeerEntry {
		this.#made = this.#session.registry.newPart(this.#socket.name, this.#made);
		const peer = new UdpPeerEntry(this.#socket, `${this.#socket.name}.${this.#made}`, address, forgotten => {
			this.forget(forgotten);
		});
		this.#peers.set(remote, peer);
		this.#session.registry.add(peer);
		if (this.#peers.size > limits.datagram_peers) {
			this.forget(this.#peers.values().next().value!);
		}

		this.#session.changed();
		return peer;
	}
}
