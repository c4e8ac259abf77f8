/**
The bytes that one endpoint has on its link, as references into the byte store, so that they are stored once: what its
user sent and its socket has not, and what its socket received and its user has not got.
*/
import type {ByteStore} from '../core/byte-store.ts';
import {DatagramWire, StreamWire, type SentRef} from './wire.ts';

/** Into the link by the user, or by the socket. */
export type LinkWay = 'out' | 'in';

export class LinkBytes {
	readonly #isDatagram: boolean;
	readonly #wires: Partial<Record<LinkWay, StreamWire | DatagramWire>> = {};
	/** How many bytes are on the link each way. */
	readonly count = {out: 0, in: 0};

	constructor({isDatagram}: {readonly isDatagram: boolean}) {
		this.#isDatagram = isDatagram;
	}

	/** This goes onto the link. */
	enter(way: LinkWay, ref: SentRef): void {
		this.#wire(way).sent(ref);
		this.count[way] += ref.length;
	}

	/** This comes off it in place of what it was before it was damaged. */
	damaged(way: LinkWay, ref: SentRef): void {
		this.#wire(way).sent(ref);
	}

	/** These come off it; undefined when they are not what went onto it, or no longer kept. */
	leave(way: LinkWay, bytes: Uint8Array, store: ByteStore): readonly SentRef[] | undefined {
		const wire = this.#wires[way];
		this.count[way] = Math.max(0, this.count[way] - bytes.length);
		const found = wire?.received(bytes, store);
		if (found === 'mismatch') {
			this.#wires[way] = undefined;
		}

		if (found === undefined || typeof found === 'string') {
			return undefined;
		}

		return isPieces(found) ? found : [found];
	}

	#wire(way: LinkWay): StreamWire | DatagramWire {
		const wire = this.#wires[way] ?? (this.#isDatagram ? new DatagramWire() : new StreamWire());
		this.#wires[way] = wire;
		return wire;
	}
}

function isPieces(found: SentRef | readonly SentRef[]): found is readonly SentRef[] {
	return Array.isArray(found);
}
