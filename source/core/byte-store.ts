/**
Keeps the newest bytes of all traffic, in blocks allocated on demand. Every byte ever appended has a position, counted
from 0.
*/
import {type BlockMemory, ByteBlocks, readBlocks} from './byte-blocks.ts';
import type {DataRef} from './events.ts';
import {BlockLease} from './block-lease.ts';
import {large_count, no_count} from './large-count.ts';
import {limits} from './limits.ts';
import type {Loan} from './loan.ts';

const block_bytes = 1024 * 1024;

type Memory = BlockMemory & {
	/** Bytes of a block. */
	readonly size_bytes?: number | undefined;
};

/** Read access to a store. */
export type StoredBytes = {
	/** Bytes by position; undefined once any of them was evicted. */
	readonly read: (ref: DataRef) => Uint8Array | undefined;
	/** For a reader to whom the bytes that can be read now stay as they are. */
	readonly lease: () => BlockLease;
};

export class ByteStore {
	readonly #blocks: ByteBlocks;
	#end = large_count;
	#cleared = 0;
	/** Most bytes that are kept. */
	readonly limit_bytes: number;

	constructor(limit_bytes: number, {size_bytes = block_bytes, ...memory}: Memory = {}) {
		this.#end = no_count;
		this.limit_bytes = Math.max(1, Math.floor(limit_bytes));
		// One block more than the limit needs: the oldest is evicted byte by byte while the newest fills.
		this.#blocks = new ByteBlocks(size_bytes, Math.ceil(this.limit_bytes / size_bytes) + 1, memory);
	}

	/** The position of the oldest byte that is kept. */
	get first(): number {
		return Math.max(this.#cleared, this.#end - this.limit_bytes);
	}

	get kept_bytes(): number {
		return this.#end - this.first;
	}

	/** Bytes evicted since the beginning, or since the last `clear`. */
	get evicted_bytes(): number {
		return this.first - this.#cleared;
	}

	/** Bytes of memory held by leases alone. */
	get leased_bytes(): number {
		return this.#blocks.leased_bytes;
	}

	/**
	Copies the bytes in, evicting the oldest, and answers the position of the first. Those that lie here already stay where
	they are.
	*/
	append(bytes: Uint8Array): number {
		return this.#placeOf(bytes) ?? this.#copy(bytes);
	}

	#copy(bytes: Uint8Array): number {
		const at = this.#end;
		const {size_bytes} = this.#blocks;
		// When there are more bytes than memory, only the tail would remain: the rest is skipped.
		let from = Math.max(0, this.#firstInMemory(at + bytes.length) - at);
		this.#end += from;
		while (from < bytes.length) {
			const offset = this.#end % size_bytes;
			if (offset === 0) {
				this.#blocks.renew(this.#end);
			}

			const length = Math.min(bytes.length - from, size_bytes - offset);
			this.#blocks.at(this.#end).write(bytes, from, length, offset);
			from += length;
			this.#end += length;
		}

		return at;
	}

	/** Where bytes lie that are a view of what is kept; undefined when they are not. */
	#placeOf(bytes: Uint8Array): number | undefined {
		const block = bytes.length < limits.lent_bytes ? undefined : this.#blocks.blockOf(bytes);
		const at = block === undefined ? -1 : block.start + bytes.byteOffset;
		return block !== undefined && this.has({at, length: bytes.length}) ? at : undefined;
	}

	/**
	A view of the bytes where they lie; undefined once any of them was evicted, where two blocks have them, and for a few
	bytes, which are copied quicker than lent.
	*/
	view(ref: DataRef): Uint8Array | undefined {
		const offset = ref.at % this.#blocks.size_bytes;
		const isInOne = offset + ref.length <= this.#blocks.size_bytes;
		return isInOne && ref.length >= limits.lent_bytes && this.has(ref)
			? this.#blocks.at(ref.at).bytes.subarray(offset, offset + ref.length)
			: undefined;
	}

	/**
	Keeps bytes that are a view of what is kept as they are, until the loan ends. Undefined when they are not, and while
	much memory is held by leases alone.
	*/
	lend(bytes: Uint8Array): Loan | undefined {
		if (this.#placeOf(bytes) === undefined || this.leased_bytes > limits.leased_bytes) {
			return undefined;
		}

		const block = this.#blocks.acquireBlock(this.#blocks.blockOf(bytes)!);
		return {
			bytes,
			end: () => {
				this.#blocks.release(block);
			},
		};
	}

	/** Whether every byte of it is still kept. */
	has(ref: DataRef): boolean {
		return ref.at >= this.first && ref.at + ref.length <= this.#end;
	}

	/** The bytes, or undefined once any of them was evicted. A view where possible: valid until the next `append`. */
	read(ref: DataRef): Uint8Array | undefined {
		return this.has(ref)
			? readBlocks(ref, this.#blocks.size_bytes, position => this.#blocks.at(position).bytes)
			: undefined;
	}

	/**
	What is kept now. Nothing is copied; memory grows only as newer bytes replace those of the snapshot. Only one snapshot
	at a time is protected.
	*/
	snapshot(): StoredBytes {
		const blocks = this.#blocks.freeze();
		const [first, end, {size_bytes, count}] = [this.first, this.#end, this.#blocks];
		const has = (ref: DataRef) => ref.at >= first && ref.at + ref.length <= end;
		const blockAt = (position: number) => blocks[Math.floor(position / size_bytes) % count]!;
		return {
			read: ref => has(ref) ? readBlocks(ref, size_bytes, position => blockAt(position).bytes) : undefined,
			lease: () => new BlockLease({
				size_bytes,
				acquire: position => this.#blocks.acquireBlock(blockAt(position)),
				release: block => {
					this.#blocks.release(block);
				},
			}, has),
		};
	}

	/** The snapshot is no longer needed. */
	release(): void {
		this.#blocks.thaw();
	}

	/** For a reader to whom bytes that are kept, or have been a moment ago, stay as they are. */
	lease(): BlockLease {
		return new BlockLease(
			this.#blocks,
			ref => ref.at >= Math.max(this.#cleared, this.#firstInMemory(this.#end)) && ref.at + ref.length <= this.#end,
		);
	}

	/** Whether `bytes` has, from `from` on, exactly the bytes kept at `ref`; compared in place, without a copy. */
	equals(ref: DataRef, bytes: Uint8Array, from = 0): boolean {
		if (!this.has(ref) || from + ref.length > bytes.length) {
			return false;
		}

		const {size_bytes} = this.#blocks;
		for (let done = 0; done < ref.length;) {
			const at = (ref.at + done) % size_bytes;
			const count = Math.min(size_bytes - at, ref.length - done);
			if (!this.#blocks.at(ref.at + done).equals(bytes, from + done, count, at)) {
				return false;
			}

			done += count;
		}

		return true;
	}

	/**
	Deletes every byte; shared memory is used again, other is given back. Positions continue in the next block, so no
	position is ever used twice.
	*/
	clear(): void {
		const {size_bytes} = this.#blocks;
		this.#blocks.clear();
		this.#end = Math.ceil(this.#end / size_bytes) * size_bytes;
		this.#cleared = this.#end;
	}

	/** The first position still in memory when the store ends at `end`; always the beginning of a block. */
	#firstInMemory(end: number): number {
		const {size_bytes, count} = this.#blocks;
		return (Math.ceil(end / size_bytes) - count) * size_bytes;
	}
}
