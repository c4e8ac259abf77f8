/**
What one endpoint has sent and its other end in this process has not received yet, as references into the byte store: so
that bytes which cross inside the process are stored once.

A stream's recv takes the first bytes, whatever the sends were; a datagram's takes the first equal datagram. Bounded:
what is too old to be kept here is remembered as a number of bytes to skip.

Whether two ends belong together is known by their addresses, or guessed by their order, and decided by the bytes: so
those at the beginning of a stream are compared with what was sent. Of the later ones both ends of each recv are, where
addresses tell. Nothing between the two changes bytes, and to compare all of a flood took an eighth of the time: what
was sent has left the processor's cache by then.
*/
import type {ByteStore} from '../core/byte-store.ts';
import type {DataRef} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {Ring} from '../core/ring.ts';

/** `isHidden`: no block of the raw-bytes pane shows these bytes yet. */
export type SentRef = DataRef & {readonly isHidden?: boolean};

type SentRange = {readonly at: number; length: number; readonly isHidden: boolean};

export class StreamWire {
	readonly #pieces = new Ring<SentRange>(limits.sent_pieces);
	/** Bytes of the first piece that were received already. */
	#taken = 0;
	/** Bytes before the first piece that are no longer matched. */
	#skip = 0;
	/** Bytes that were received and compared with those sent. */
	#compared_bytes = 0;
	/** The other end was guessed: all bytes are compared, as a service answers with those that were sent. */
	isGuessed = false;

	#take(count: number): SentRef[] {
		const pieces: SentRef[] = [];
		while (count > 0) {
			const piece = this.#pieces.at(this.#pieces.first);
			if (piece === undefined) {
				break;
			}

			const length = Math.min(count, piece.length - this.#taken);
			const at = piece.at + this.#taken;
			pieces.push(piece.isHidden ? {at, length, isHidden: true} : {at, length});
			count -= length;
			this.#taken += length;
			if (this.#taken !== piece.length) {
				continue;
			}

			this.#pieces.shift();
			this.#taken = 0;
		}

		return pieces;
	}

	/** Whether `bytes` has, from `from` on, what was sent: all of it is compared, or both ends once the two are known. */
	#isSame({at, length}: DataRef, bytes: Uint8Array, from: number, store: ByteStore): boolean {
		if (this.isGuessed || length <= 2 * edge_bytes || this.#compared_bytes < limits.compared_bytes) {
			this.#compared_bytes += length;
			return store.equals({at, length}, bytes, from);
		}

		const behind = length - edge_bytes;
		return store.equals({at, length: edge_bytes}, bytes, from)
			&& store.equals({at: at + behind, length: edge_bytes}, bytes, from + behind);
	}

	/** Sent, in order; of more than `max` pieces the oldest are skipped. */
	sent({at, length, isHidden = false}: SentRef, max: number = limits.sent_pieces): void {
		const newest = this.#pieces.at(this.#pieces.end - 1);
		if (newest !== undefined && newest.at + newest.length === at && newest.isHidden === isHidden) {
			newest.length += length;
			return;
		}

		while (this.#pieces.size >= max) {
			this.#skip += (this.#pieces.shift()?.length ?? 0) - this.#taken;
			this.#taken = 0;
		}

		this.#pieces.push({at, length, isHidden});
	}

	/** `count` bytes were received before anyone knew the other end. */
	receivedUnseen(count: number): void {
		const skipped = Math.min(this.#skip, count);
		this.#skip -= skipped;
		this.#take(count - skipped);
	}

	/**
	The stored pieces that a recv of `bytes` returned; `unknown` when they are no longer kept, `mismatch` when this is not
	what was sent.
	*/
	received(bytes: Uint8Array, store: ByteStore): readonly SentRef[] | 'unknown' | 'mismatch' {
		if (this.#skip > 0) {
			this.receivedUnseen(bytes.length);
			return 'unknown';
		}

		const pieces = this.#take(bytes.length);
		let from = 0;
		for (const piece of pieces) {
			if (!store.has(piece)) {
				return 'unknown';
			}

			if (!this.#isSame(piece, bytes, from, store)) {
				return 'mismatch';
			}

			from += piece.length;
		}

		return from === bytes.length ? pieces : 'mismatch';
	}
}

/** Bytes at each end of a piece that are compared when the whole is not. */
const edge_bytes = 64;

export class DatagramWire {
	#outstanding: SentRef[] = [];

	/** Sent; of more than `max` the oldest are forgotten. */
	sent(ref: SentRef, max: number = limits.sent_pieces): void {
		if (this.#outstanding.length >= max) {
			// Half at once, so that the cost of moving the rest is shared by many sends.
			this.#outstanding = this.#outstanding.slice(this.#outstanding.length - Math.floor(max / 2));
		}

		this.#outstanding.push(ref);
	}

	/**
	The first datagram sent and not yet received that has these bytes, or undefined: it came from elsewhere, or changed on
	the way.
	*/
	received(bytes: Uint8Array, store: ByteStore): SentRef | undefined {
		const index = this.#outstanding.findIndex(piece => piece.length === bytes.length && store.equals(piece, bytes));
		return index === -1 ? undefined : this.#outstanding.splice(index, 1)[0];
	}
}
