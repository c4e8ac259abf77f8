import {limits} from '../core/limits.ts';

/** Bytes that wait to be handed to the system, in order, cut into slices of `limits.send_bytes` at the most. An empty piece is a send of nothing and counts as one. */
export class SendQueue {
	#pieces: Uint8Array[] = [];
	#size_bytes = 0;

	get size_bytes(): number {
		return this.#size_bytes;
	}

	get isEmpty(): boolean {
		return this.#pieces.length === 0;
	}

	push(bytes: Uint8Array): void {
		this.#pieces.push(bytes);
		this.#size_bytes += bytes.length;
	}

	/** The next slice, which leaves the queue. Not to be called on an empty one. */
	next(): Uint8Array {
		const first = this.#pieces[0]!;
		const slice = first.subarray(0, limits.send_bytes);
		if (slice.length === first.length) {
			this.#pieces.shift();
		} else {
			this.#pieces[0] = first.subarray(slice.length);
		}

		this.#size_bytes -= slice.length;
		return slice;
	}

	clear(): void {
		this.#pieces = [];
		this.#size_bytes = 0;
	}
}
