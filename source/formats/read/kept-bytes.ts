/**
The end of what was read so far: too few bytes to go on with. They are put together with what follows in one memory,
which is used again.
*/
export class KeptBytes {
	#memory = new Uint8Array(0);
	#wanted = 0;
	length = 0;

	/**
	All of it with `bytes` behind it, valid until the next `keep` or `join`; undefined, and `bytes` kept, as long as that
	is not enough.
	*/
	join(bytes: Uint8Array): Uint8Array | undefined {
		const isEnough = this.length + bytes.length >= this.#wanted;
		if (isEnough && this.length === 0) {
			this.#wanted = 0;
			return bytes;
		}

		this.#append(bytes);
		if (!isEnough) {
			return undefined;
		}

		const all = this.#memory.subarray(0, this.length);
		this.#wanted = 0;
		this.length = 0;
		return all;
	}

	/** Keeps a copy of `bytes`, which may be the end of what `join` answered, until there are `wanted`. */
	keep(bytes: Uint8Array, wanted: number): void {
		this.#wanted = wanted;
		this.#append(bytes);
	}

	/** Memory that is too small is doubled, so that each byte is copied a few times at the most. */
	#append(bytes: Uint8Array): void {
		const length = this.length + bytes.length;
		if (length > this.#memory.length) {
			const larger = new Uint8Array(Math.max(length, 2 * this.#memory.length));
			larger.set(this.#memory.subarray(0, this.length));
			this.#memory = larger;
		}

		this.#memory.set(bytes, this.length);
		this.length = length;
	}
}
