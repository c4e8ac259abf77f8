/** Keeps the newest bytes of all traffic, in blocks that are made as they are needed. Every byte ever appended has a position, counted from 0. */
import {Buffer} from 'node:buffer';
import type {DataRef} from './events.ts';

const largest_block_bytes = 1024 * 1024;

/** What can be read of a store: bytes by where they were put, undefined once any of them was let go. */
export type StoredBytes = {readonly read: (ref: DataRef) => Uint8Array | undefined};

export class ByteStore {
	readonly #block_bytes: number;
	readonly #blockCount: number;
	#blocks: Uint8Array[] = [];
	#end = 0;
	#cleared = 0;
	/** Blocks that a snapshot reads from: they are replaced, not written over. */
	#shared = new Set<Uint8Array>();
	/** Bytes kept at the most. */
	readonly limit_bytes: number;

	constructor(limit_bytes: number) {
		this.limit_bytes = Math.max(1, Math.floor(limit_bytes));
		this.#block_bytes = Math.min(largest_block_bytes, this.limit_bytes);
		// One more than the limit fills: the oldest block is let go of byte by byte while the newest fills.
		this.#blockCount = Math.ceil(this.limit_bytes / this.#block_bytes) + 1;
	}

	#blockFor(position: number): Uint8Array {
		const index = Math.floor(position / this.#block_bytes) % this.#blockCount;
		this.#blocks[index] ??= new Uint8Array(this.#block_bytes);
		return this.#blocks[index];
	}

	/** The block about to be written from its beginning gives way to a new one when a snapshot still reads it. */
	#replaceShared(position: number): void {
		const index = Math.floor(position / this.#block_bytes) % this.#blockCount;
		const block = this.#blocks[index];
		if (block !== undefined && this.#shared.delete(block)) {
			this.#blocks[index] = new Uint8Array(this.#block_bytes);
		}
	}

	/** The position of the oldest byte that is kept. */
	get first(): number {
		return Math.max(this.#cleared, this.#end - this.limit_bytes);
	}

	get kept_bytes(): number {
		return this.#end - this.first;
	}

	/** Bytes let go since the beginning, or since the last `clear`. */
	get letGo_bytes(): number {
		return this.first - this.#cleared;
	}

	/** Copies the bytes in, letting go of the oldest, and answers the position of the first. */
	append(bytes: Uint8Array): number {
		const at = this.#end;
		// Of more than fit, only the tail would be left: the rest is skipped over.
		const skipped = Math.max(0, bytes.length - this.limit_bytes);
		let from = skipped;
		this.#end += skipped;
		while (from < bytes.length) {
			const offset = this.#end % this.#block_bytes;
			if (offset === 0 || (skipped > 0 && from === skipped)) {
				this.#replaceShared(this.#end);
			}

			const count = Math.min(bytes.length - from, this.#block_bytes - offset);
			this.#blockFor(this.#end).set(bytes.subarray(from, from + count), offset);
			from += count;
			this.#end += count;
		}

		return at;
	}

	/** Whether every byte of it is still here. */
	has(ref: DataRef): boolean {
		return ref.at >= this.first && ref.at + ref.length <= this.#end;
	}

	/** The bytes, or undefined once any of them was let go. A view where possible: valid until the next `append`. */
	read(ref: DataRef): Uint8Array | undefined {
		return this.has(ref) ? readBlocks(ref, this.#block_bytes, position => this.#blockFor(position)) : undefined;
	}

	/** What is kept now, for as long as it is held: nothing is copied, and memory is taken only as newer bytes push out those of the snapshot. One snapshot at a time: the one before may lose bytes. */
	snapshot(): StoredBytes {
		const blocks = [...this.#blocks];
		this.#shared = new Set(blocks.filter(block => block !== undefined));
		const [first, end, block_bytes, blockCount] = [this.first, this.#end, this.#block_bytes, this.#blockCount];
		return {
			read: ref => ref.at < first || ref.at + ref.length > end
				? undefined
				: readBlocks(ref, block_bytes, position => blocks[Math.floor(position / block_bytes) % blockCount] ?? new Uint8Array(block_bytes)),
		};
	}

	/** The snapshot is no longer needed. */
	release(): void {
		this.#shared.clear();
	}

	/** Whether the bytes kept at `ref` begin with exactly `bytes`; compared in place, without a copy. */
	equals(ref: DataRef, bytes: Uint8Array): boolean {
		if (!this.has(ref) || bytes.length > ref.length) {
			return false;
		}

		for (let done = 0; done < bytes.length;) {
			const start = (ref.at + done) % this.#block_bytes;
			const count = Math.min(this.#block_bytes - start, bytes.length - done);
			if (Buffer.compare(this.#blockFor(ref.at + done).subarray(start, start + count), bytes.subarray(done, done + count)) !== 0) {
				return false;
			}

			done += count;
		}

		return true;
	}

	/** Forgets every byte and frees the memory. Positions go on from where they were. */
	clear(): void {
		this.#blocks = [];
		this.#shared.clear();
		this.#cleared = this.#end;
	}
}

function readBlocks(ref: DataRef, block_bytes: number, blockFor: (position: number) => Uint8Array): Uint8Array {
	const offset = ref.at % block_bytes;
	if (offset + ref.length <= block_bytes) {
		return blockFor(ref.at).subarray(offset, offset + ref.length);
	}

	const result = new Uint8Array(ref.length);
	for (let done = 0; done < ref.length;) {
		const start = (ref.at + done) % block_bytes;
		const part = blockFor(ref.at + done).subarray(start, Math.min(block_bytes, start + ref.length - done));
		result.set(part, done);
		done += part.length;
	}

	return result;
}
