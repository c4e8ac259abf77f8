import {batch_bytes} from '../formats/batch.ts';

/** The pieces of memory that a lab and its recorder share, by number: handing one over once and naming it from then on costs less than handing it over each time. */
export class Slots {
	readonly #memories: Array<SharedArrayBuffer | undefined> = [];
	readonly #numbers = new Map<SharedArrayBuffer, number>();

	/** The number of a piece; `isNew` when the other thread has not been told of it. */
	of(memory: SharedArrayBuffer): {readonly slot: number; readonly isNew: boolean} {
		const known = this.#numbers.get(memory);
		if (known !== undefined) {
			return {slot: known, isNew: false};
		}

		const slot = this.#firstFree();
		this.put(slot, memory);
		return {slot, isNew: true};
	}

	put(slot: number, memory: SharedArrayBuffer): void {
		this.#memories[slot] = memory;
		this.#numbers.set(memory, slot);
	}

	/** The memory of a batch that has been worked through. That of one larger than usual is not used again: its number is free. */
	done(slot: number): SharedArrayBuffer {
		const memory = this.#memories[slot]!;
		if (memory.byteLength !== batch_bytes) {
			this.#memories[slot] = undefined;
			this.#numbers.delete(memory);
		}

		return memory;
	}

	get(slot: number): SharedArrayBuffer {
		return this.#memories[slot]!;
	}

	#firstFree(): number {
		const free = this.#memories.indexOf(undefined);
		return free === -1 ? this.#memories.length : free;
	}
}
