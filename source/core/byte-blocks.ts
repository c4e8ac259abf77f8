/** The memory of a byte store: a ring of blocks of equal size, shared with other threads. */
import {Buffer} from 'node:buffer';
import type {DataRef} from './events.ts';

/** So many blocks that were leased, and have come back when others had their places, wait to be written again. */
const spare_blocks = 16;

/** They take any Uint8Array, and offsets. */
const {copy, compare} = Buffer.alloc(0);

export class Block {
	readonly memory: SharedArrayBuffer;
	readonly bytes: Uint8Array;
	/** The position of its first byte. */
	start: number;
	/** How many leases it is part of. */
	leases = 0;
	/** A snapshot refers to it. */
	isFrozen = false;
	/** Its place in the ring belongs to another block. */
	isReplaced = false;

	constructor(size_bytes: number, start: number) {
		this.start = start;
		this.memory = new SharedArrayBuffer(size_bytes);
		this.bytes = new Uint8Array(this.memory);
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

/** A block that is still being read is never overwritten; a new one replaces it. */
export class ByteBlocks {
	/** Bytes of each. */
	readonly size_bytes: number;
	/** Blocks in the ring. */
	readonly count: number;
	#places: Array<Block | undefined> = [];
	readonly #byMemory = new WeakMap<ArrayBufferLike, Block>();
	readonly #spare: Block[] = [];
	/** Bytes of those that are leased and have no place any more. */
	leased_bytes = 0;

	constructor(size_bytes: number, count: number) {
		this.size_bytes = size_bytes;
		this.count = count;
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
		if (!block.isFrozen && this.#spare.length < spare_blocks) {
			block.isReplaced = false;
			this.#spare.push(block);
		}
	}

	/** Releases all blocks. */
	clear(): void {
		for (const block of this.#places) {
			if (block !== undefined) {
				this.#replaced(block);
			}
		}

		this.#places = [];
		this.#spare.length = 0;
	}

	#put(place: number, position: number): Block {
		const start = position - (position % this.size_bytes);
		const block = this.#spare.pop() ?? new Block(this.size_bytes, start);
		block.start = start;
		this.#places[place] = block;
		this.#byMemory.set(block.memory, block);
		return block;
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
