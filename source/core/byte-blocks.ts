/**
The memory of a byte store: a ring of blocks of equal size.

Blocks that other threads read are SharedArrayBuffers, which the garbage collector does not know the size of: it does
not run on account of them. 60 times 32 MiB that nobody refers to any more are 1,971 MiB resident as SharedArrayBuffers,
and 173 as ArrayBuffers (Node 26). So blocks that were replaced or cleared are used again. Those of recordings that are
looked at, which no other thread reads, are ArrayBuffers, and the system has them back at once.
*/
import {Buffer} from 'node:buffer';
import type {DataRef} from './events.ts';
import {limits} from './limits.ts';
import {allBytes, mappedMemory, mappedSharedMemory, unmap} from './mapped-memory.ts';

/** So many blocks that were leased, and have come back when others had their places, wait to be written again… */
const spare_blocks = 16;
/** …and so many bytes of those that were cleared: as many as are kept, unless `--keep` says more. */
const cleared_bytes = limits.keep_bytes;

/** They take any Uint8Array, and offsets. */
const {copy, compare} = Buffer.alloc(0);

export class Block {
	readonly memory: ArrayBufferLike;
	readonly bytes: Uint8Array;
	/** The position of its first byte. */
	start: number;
	/** How many leases it is part of. */
	leases = 0;
	/** A snapshot refers to it. */
	isFrozen = false;
	/** Its place in the ring belongs to another block. */
	isReplaced = false;

	constructor(memory: ArrayBufferLike, start: number) {
		this.start = start;
		this.memory = memory;
		this.bytes = allBytes(memory);
	}

	/** Copies `length` bytes from `start` to offset `at`, without a view of either, which costs more than 64 bytes. */
	write(bytes: Uint8Array, start: number, length: number, at: number): void {
		copy.call(bytes, this.bytes, at, start, start + length);
	}

	/** Whether `length` bytes from `start` are those at offset `at`. */
	equals(bytes: Uint8Array, start: number, length: number, at: number): boolean {
		return compare.call(this.bytes, bytes, start, start + length, at, at + length) === 0;
	}
}

/** Where blocks come from. */
export type BlockMemory = {
	/** Other threads can be given them without a copy; so it is, unless told otherwise. */
	readonly isShared?: boolean;
};

/** A block that is still being read is never overwritten; a new one replaces it. */
export class ByteBlocks {
	/** Bytes of each. */
	readonly size_bytes: number;
	/** Blocks in the ring. */
	readonly count: number;
	readonly #isShared: boolean;
	/** Those that nobody uses any more, to be written again. */
	readonly #spare: Block[] = [];
	#places: Array<Block | undefined> = [];
	readonly #byMemory = new WeakMap<ArrayBufferLike, Block>();
	/** Bytes of those that are leased and have no place any more. */
	leased_bytes = 0;

	constructor(size_bytes: number, count: number, {isShared = true}: BlockMemory = {}) {
		this.size_bytes = size_bytes;
		this.count = count;
		this.#isShared = isShared;
	}

	/** The block that contains a position. */
	at(position: number): Block {
		const place = this.#placeOf(position);
		return this.#places[place] ?? this.#put(place, position);
	}

	/** The block that bytes are a view of; undefined when they are of other memory, or of a block that was replaced. */
	blockOf({buffer}: Uint8Array): Block | undefined {
		const block = this.#byMemory.get(buffer);
		return block !== undefined && this.#places[this.#placeOf(block.start)] === block ? block : undefined;
	}

	/** Call before the block that begins at a position is reused: replaces it if somebody still reads it. */
	renew(position: number): void {
		const place = this.#placeOf(position);
		const block = this.#places[place];
		if (block === undefined) {
			return;
		}

		if (block.isFrozen || block.leases > 0) {
			this.#places[place] = undefined;
			this.#replaced(block);
		} else {
			block.start = position;
		}
	}

	/** All blocks as they are now; they stay unchanged until the next `freeze` or `thaw`. */
	freeze(): ReadonlyArray<Block | undefined> {
		this.#setFrozen(true);
		return [...this.#places];
	}

	thaw(): void {
		this.#setFrozen(false);
	}

	/** The one that has a position, until it is given back. */
	acquire(position: number): Block {
		return this.acquireBlock(this.at(position));
	}

	/** The same for a block of a snapshot, which may have no place any more. */
	acquireBlock(block: Block): Block {
		if (block.isReplaced && block.leases === 0) {
			this.leased_bytes += this.size_bytes;
		}

		block.leases++;
		return block;
	}

	release(block: Block): void {
		block.leases--;
		if (block.leases > 0 || !block.isReplaced) {
			return;
		}

		this.leased_bytes -= this.size_bytes;
		this.#reuse(block, spare_blocks);
	}

	/** Releases all blocks. */
	clear(): void {
		const cleared = this.#places;
		this.#places = [];
		for (const block of cleared) {
			if (block === undefined) {
				continue;
			}

			this.#replaced(block);
			this.#reuse(block, cleared_bytes / this.size_bytes);
		}
	}

	/** It is written again, unless somebody reads it or so many wait for that; what is not shared is given back. */
	#reuse(block: Block, most: number): void {
		if (block.leases > 0 || block.isFrozen) {
			return;
		}

		if (block.memory instanceof ArrayBuffer) {
			unmap(block.memory);
		} else if (this.#spare.length < most) {
			block.isReplaced = false;
			this.#spare.push(block);
		}
	}

	#put(place: number, position: number): Block {
		const start = position - (position % this.size_bytes);
		const block = this.#spare.pop() ?? new Block(this.#newMemory(), start);
		block.start = start;
		this.#places[place] = block;
		this.#byMemory.set(block.memory, block);
		return block;
	}

	#newMemory(): ArrayBufferLike {
		return this.#isShared ? mappedSharedMemory(this.size_bytes) : mappedMemory(this.size_bytes);
	}

	#replaced(block: Block): void {
		block.isReplaced = true;
		if (block.leases > 0) {
			this.leased_bytes += this.size_bytes;
		}
	}

	#setFrozen(isFrozen: boolean): void {
		for (const block of this.#places) {
			if (block !== undefined) {
				block.isFrozen = isFrozen;
			}
		}
	}

	#placeOf(position: number): number {
		return Math.floor(position / this.size_bytes) % this.count;
	}
}

/** Bytes by position, across block boundaries. A view where one block has them all, else a copy. */
export function readBlocks(
	{at, length}: DataRef,
	size_bytes: number,
	blockFor: (position: number) => Uint8Array,
): Uint8Array {
	if (length === 0) {
		return new Uint8Array(0);
	}

	const offset = at % size_bytes;
	if (offset + length <= size_bytes) {
		return blockFor(at).subarray(offset, offset + length);
	}

	const result = new Uint8Array(length);
	for (let done = 0; done < length;) {
		const start = (at + done) % size_bytes;
		const part = blockFor(at + done).subarray(start, Math.min(size_bytes, start + length - done));
		result.set(part, done);
		done += part.length;
	}

	return result;
}
