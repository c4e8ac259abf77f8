import type {Address} from '../../core/address.ts';
import {limits} from '../../core/limits.ts';
import type {Source} from '../journal.ts';
import type {Session} from '../session.ts';

/** Where a datagram came from, also as text. */
type Sender = {readonly address: Address; readonly remote: string};

/**
Finds the socket of this session that an address belongs to, at the first datagram from there, so that what crosses
between the two is kept once.
*/
export class UdpPairing {
	readonly #session: Session;
	/** Addresses heard from since the socket was opened; of too many all are looked up again. */
	readonly #heard = new Set<string>();

	constructor(session: Session) {
		this.#session = session;
	}

	/** A datagram came from this address to a socket bound to `local`. */
	heard(receiver: Source, local: Address | undefined, {address, remote}: Sender): void {
		if (this.#heard.has(remote)) {
			return;
		}

		if (this.#heard.size >= limits.datagram_peers) {
			this.#heard.clear();
		}

		this.#heard.add(remote);
		const other = this.#session.udpSockets.at(address);
		if (other !== undefined && local !== undefined) {
			this.#session.journal.pair(other.sourceFor(local), receiver);
		}
	}

	forget(remote: string): void {
		this.#heard.delete(remote);
	}
}
