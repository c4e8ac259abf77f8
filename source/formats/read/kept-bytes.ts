import {concatBytes} from '../../core/bytes.ts';

/**
The end of what was read so far: too few bytes to go on with. Pieces are put together only when there are enough, so
that each byte is copied twice at the most.
*/
export class KeptBytes {
	#pieces: Uint8Array[] = [];
	#wanted = 0;
	length = 0;

	/** All of it with `bytes` behind it; undefined, and `bytes` kept, as long as that is not enough. */
	join(bytes: Uint8Array): Uint8Array | undefined {
		if (this.length + bytes.length < this.#wanted) {
			this.#push(bytes);
			return undefined;
		}

		const all = this.length === 0 ? bytes : concatBytes([...this.#pieces, bytes]);
		this.clear();
		return all;
	}

	/** Keeps `bytes` until there are `wanted`. */
	keep(bytes: Uint8Array, wanted: number): void {
		this.#wanted = wanted;
		this.#push(bytes);
	}

	clear(): void {
		this.#pieces = [];
		this.#wanted = 0;
		this.length = 0;
	}

	/** A copy: the piece may be filled anew by whoever read it. */
	#push(bytes: Uint8Array): void {
		this.#pieces.push(Uint8Array.from(bytes));
		this.length += bytes.length;
	}
}
