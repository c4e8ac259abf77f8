import {limits} from '../core/limits.ts';
import type {Speaker} from './settings.ts';

/** Who speaks for each peer of a UDP socket, by its address: `s1.1`, `s1.2` and so on; the oldest are forgotten. */
export class PeerSpeakers {
	readonly #listener: Speaker;
	readonly #peers = new Map<string, Speaker>();
	#met = 0;

	/** `listener`: who speaks for the socket itself. */
	constructor(listener: Speaker) {
		this.#listener = listener;
	}

	/** The speaker of a peer, a new one for an address that is not known, or not any more. */
	at(remote: string, local: string): Speaker {
		const known = this.#peers.get(remote);
		if (known !== undefined) {
			return known;
		}

		this.#met++;
		const peer = {...this.#listener, name: `${this.#listener.name}.${this.#met}`, local, remote};
		this.#peers.set(remote, peer);
		if (this.#peers.size > limits.datagram_peers) {
			const [oldest] = this.#peers.keys();
			this.#peers.delete(oldest!);
		}

		return peer;
	}
}
