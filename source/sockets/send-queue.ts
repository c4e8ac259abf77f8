import {limits} from '../core/limits.ts';
import {Queue} from '../core/queue.ts';

/**
Bytes that wait to be handed to the system, in order, cut into slices of `limits.send_bytes` at the most. An empty piece
is a send of nothing and counts as one.
*/
export class SendQueue {
	readonly #pieces = new Queue<Uint8Array>();
	#size_bytes = 0;

	get size_bytes(): number {
		return this.#size_bytes;
	}

	/** How many pieces wait. */
	get length(): number {
		return this.#pieces.length;
	}

	push(bytes: Uint8Array): void {
		this.#pieces.push(bytes);
		this.#size_bytes += bytes.length;
	}

	/** The next slice, which leaves the queue. Not to be called on an empty one. */
	next(): Uint8Array {
		const first = this.#pieces.first!;
		const slice = first.subarray(0, limits.send_bytes);
		if (slice.length === first.length) {
			this.#pieces.shift();
		} else {
			this.#pieces.replaceFirst(first.subarray(slice.length));
		}

		this.#size_bytes -= slice.length;
		return slice;
	}

	clear(): void {
		this.#pieces.takeAll();
		this.#size_bytes = 0;
	}
}
