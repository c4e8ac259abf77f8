/**
The bytes that one endpoint has on its link, as references into the byte store, so that they are stored once: what its
user sent and its socket has not, and what its socket received and its user has not got.
*/
import type {ByteStore} from '../core/byte-store.ts';
import {DatagramWire, StreamWire, type SentRef} from './wire.ts';

/** `out`: into the link by the user; `in`: by the socket. */
type Direction = 'out' | 'in';

export class LinkBytes {
	readonly #isDatagram: boolean;
	readonly #wires: Partial<Record<Direction, StreamWire | DatagramWire>> = {};
	/** How many bytes are on the link each way. */
	readonly count = {out: 0, in: 0};

	constructor({isDatagram}: {readonly isDatagram: boolean}) {
		this.#isDatagram = isDatagram;
	}

	/** This goes onto the link. */
	enter(direction: Direction, ref: SentRef): void {
		this.#wire(direction).sent(ref);
		this.count[direction] += ref.length;
	}

	/** This comes off it in place of what it was before it was damaged. */
	damaged(direction: Direction, ref: SentRef): void {
		this.#wire(direction).sent(ref);
	}

	/** These come off it; undefined when they are not what went onto it, or no longer kept. */
	leave(direction: Direction, bytes: Uint8Array, store: ByteStore): readonly SentRef[] | undefined {
		const wire = this.#wires[direction];
		this.count[direction] = Math.max(0, this.count[direction] - bytes.length);
		const found = wire?.received(bytes, store);
		if (found === 'mismatch') {
			this.#wires[direction] = undefined;
		}

		if (found === undefined || typeof found === 'string') {
			return undefined;
		}

		return isPieces(found) ? found : [found];
	}

	#wire(direction: Direction): StreamWire | DatagramWire {
		const wire = this.#wires[direction] ?? (this.#isDatagram ? new DatagramWire() : new StreamWire());
		this.#wires[direction] = wire;
		return wire;
	}
}

function isPieces(found: SentRef | readonly SentRef[]): found is readonly SentRef[] {
	return Array.isArray(found);
}
