/**
The output of a format: large chunks of memory, to be written to a file in order, and references to payload bytes that
stay where they are. A block is never split between two chunks.
*/
import {asBuffer} from '../core/bytes.ts';
import {allBytes, mappedMemory, unmap} from '../core/mapped-memory.ts';

const encoder = new TextEncoder();
const chunk_bytes = 1024 * 1024;

/** Chunks that are kept for reuse once they are written; the system has others back at once. */
const spare_chunks = 4;

/** Below this size, copying costs less than another part of writev(2). */
const borrowed_bytes = 8192;

/** Below this size, `set` is faster than a Buffer's `copy`. */
const few_bytes = 2048;

/** Bytes in somebody else's memory that follow the first `at` bytes of the chunk's own. */
type Borrowed = {readonly at: number; readonly bytes: Uint8Array};

export class Chunk {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly view: DataView;
	/** Where each block in it ends, ascending, borrowed bytes counted. */
	readonly ends: number[] = [];
	readonly borrowed: Borrowed[] = [];
	/** Bytes of its own memory that are used. */
	length = 0;
	/** The same plus the borrowed ones. */
	whole_bytes = 0;

	constructor(size_bytes: number) {
		this.bytes = allBytes(mappedMemory(size_bytes));
		this.view = new DataView(this.bytes.buffer, 0, size_bytes);
	}

	/** Its bytes in order, as writev(2) takes them. */
	parts(): Uint8Array[] {
		const parts: Uint8Array[] = [];
		let from = 0;
		for (const {at, bytes} of this.borrowed) {
			parts.push(this.bytes.subarray(from, at), bytes);
			from = at;
		}

		parts.push(this.bytes.subarray(from, this.length));
		return parts.filter(part => part.length > 0);
	}

	/** Empties it. */
	clear(): void {
		this.ends.length = 0;
		this.borrowed.length = 0;
		this.length = 0;
		this.whole_bytes = 0;
	}
}

export class Chunks {
	readonly #isStable: boolean;
	#chunks: Chunk[] = [];
	readonly #spare: Chunk[];
	#waiting_bytes = 0;

	/**
	`isStable`: the bytes added stay unchanged until they are written, so that large ones need no copy. `spare`: chunks
	that others have written, and where these are left.
	*/
	constructor({isStable, spare = []}: {readonly isStable: boolean; readonly spare?: Chunk[]}) {
		this.#isStable = isStable;
		this.#spare = spare;
	}

	/** Bytes of whole blocks that were not taken yet. */
	get waiting_bytes(): number {
		return this.#waiting_bytes;
	}

	/** Whether such bytes are to be passed to `commit` as borrowed instead of copied into a chunk. */
	borrows(bytes: Uint8Array): boolean {
		return this.#isStable && bytes.length >= borrowed_bytes;
	}

	/** A chunk with room for a block of `size_bytes` at its `length`; `commit` ends the block. */
	reserve(size_bytes: number): Chunk {
		const last = this.#chunks.at(-1);
		if (last !== undefined && last.length + size_bytes <= last.bytes.length) {
			return last;
		}

		const chunk = size_bytes <= chunk_bytes ? this.#spare.pop() ?? new Chunk(chunk_bytes) : new Chunk(size_bytes);
		this.#chunks.push(chunk);
		return chunk;
	}

	/** Ends a block of this size in the chunk that `reserve` returned; borrowed bytes follow its first `at` bytes. */
	commit(chunk: Chunk, size_bytes: number, borrowed?: Borrowed): void {
		const whole_bytes = size_bytes + (borrowed?.bytes.length ?? 0);
		if (borrowed !== undefined) {
			chunk.borrowed.push({at: chunk.length + borrowed.at, bytes: borrowed.bytes});
		}

		chunk.length += size_bytes;
		chunk.whole_bytes += whole_bytes;
		chunk.ends.push(chunk.whole_bytes);
		this.#waiting_bytes += whole_bytes;
	}

	/** Adds a text as one block, in UTF-8. */
	text(text: string): void {
		const chunk = this.reserve(text.length * 3);
		this.commit(chunk, encoder.encodeInto(text, chunk.bytes.subarray(chunk.length)).written);
	}

	/** Adds bytes as one block. */
	bytes(bytes: Uint8Array): void {
		if (this.borrows(bytes)) {
			this.commit(this.reserve(0), 0, {at: 0, bytes});
			return;
		}

		const chunk = this.reserve(bytes.length);
		copyInto(chunk, chunk.length, bytes);
		this.commit(chunk, bytes.length);
	}

	/** Takes out everything so far, until `recycle`. */
	take(): Chunk[] {
		const taken = this.#chunks.filter(chunk => chunk.whole_bytes > 0);
		this.#chunks = [];
		this.#waiting_bytes = 0;
		return taken;
	}

	/** The chunks have been written and may be used again. */
	recycle(chunks: readonly Chunk[]): void {
		for (const chunk of chunks) {
			if (this.#spare.length < spare_chunks && chunk.bytes.length === chunk_bytes) {
				chunk.clear();
				this.#spare.push(chunk);
			} else {
				unmap(chunk.bytes.buffer);
			}
		}
	}
}

/**
Copies bytes into a chunk. Measured: a Buffer copies large ones out of shared memory twice as fast; for small ones,
making it takes longer.
*/
export function copyInto(chunk: Chunk, at: number, bytes: Uint8Array): void {
	if (bytes.length < few_bytes) {
		chunk.bytes.set(bytes, at);
	} else {
		asBuffer(bytes).copy(chunk.bytes, at);
	}
}
