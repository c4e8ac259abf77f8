/** Copies of larger packets are left to the garbage collector. An IP packet has no more. */
const reused_bytes = 65_536;

/** Copies of packets that wait to be taken, each in memory of one that was taken, where it is large enough. */
export class PacketCopies {
	readonly #spare: ArrayBufferLike[] = [];

	/** A copy, until it is released. */
	copy(bytes: Uint8Array): Uint8Array {
		if (bytes.length > reused_bytes) {
			return Uint8Array.from(bytes);
		}

		const spare = this.#spare.pop();
		const isEnough = spare !== undefined && spare.byteLength >= bytes.length;
		const copy = new Uint8Array(isEnough ? spare : new ArrayBuffer(roundedUp(bytes.length)), 0, bytes.length);
		copy.set(bytes);
		return copy;
	}

	/** Nobody reads this copy any more. */
	release({buffer}: Uint8Array): void {
		if (buffer.byteLength <= reused_bytes) {
			this.#spare.push(buffer);
		}
	}
}

/** A power of two, so that memory which was too small is replaced a few times at the most. */
function roundedUp(length: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(1, length)));
}
