import {readBlocks, type Block} from './byte-blocks.ts';
import type {DataRef} from './events.ts';

/** The owner of the blocks. */
export type BlockSource = {
	/** Bytes of each block. */
	readonly size_bytes: number;
	/** The block that has a position, until it is given back. */
	readonly acquire: (position: number) => Block;
	readonly release: (block: Block) => void;
};

/**
Bytes of a store that stay in place, unchanged, until the lease ends: for a reader in another thread, or a slow one.
Nothing is copied.
*/
export class BlockLease {
	readonly #blocks: BlockSource;
	readonly #isThere: (ref: DataRef) => boolean;
	/** By block number: position divided by the size of a block. */
	readonly blocks = new Map<number, Block>();

	constructor(blocks: BlockSource, isThere: (ref: DataRef) => boolean) {
		this.#blocks = blocks;
		this.#isThere = isThere;
	}

	/** Bytes of each block. */
	get size_bytes(): number {
		return this.#blocks.size_bytes;
	}

	/** Adds bytes; false when any of them is not in memory any more. */
	add(ref: DataRef): boolean {
		if (!this.#isThere(ref)) {
			return false;
		}

		const {size_bytes} = this.#blocks;
		const last = Math.floor((ref.at + ref.length - 1) / size_bytes);
		for (let number = Math.floor(ref.at / size_bytes); number <= last; number++) {
			if (!this.blocks.has(number)) {
				this.blocks.set(number, this.#blocks.acquire(number * size_bytes));
			}
		}

		return true;
	}

	/** Bytes that were added; a view where one block has them all. */
	read(ref: DataRef): Uint8Array {
		const {size_bytes} = this;
		return readBlocks(ref, size_bytes, position => this.blocks.get(Math.floor(position / size_bytes))!.bytes);
	}

	end(): void {
		for (const block of this.blocks.values()) {
			this.#blocks.release(block);
		}

		this.blocks.clear();
	}
}
