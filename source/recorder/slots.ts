/** So many pieces of memory are known at the most. */
const most_slots = 512;

/** The pieces of memory that a lab and its recorder share, by number. Handing one over again and again would have both threads collect garbage all the time. */
export class Slots {
	#memories: SharedArrayBuffer[] = [];
	readonly #numbers = new Map<SharedArrayBuffer, number>();

	/** Whether the other thread is to forget all of them first. */
	get isFull(): boolean {
		return this.#memories.length >= most_slots;
	}

	/** The number of a piece; undefined when the other thread has not been told of it. */
	of(memory: SharedArrayBuffer): number | undefined {
		return this.#numbers.get(memory);
	}

	/** Answers the number of the new piece. */
	add(memory: SharedArrayBuffer): number {
		const slot = this.#memories.length;
		this.#memories.push(memory);
		this.#numbers.set(memory, slot);
		return slot;
	}

	get(slot: number): SharedArrayBuffer {
		return this.#memories[slot]!;
	}

	forget(): void {
		this.#memories = [];
		this.#numbers.clear();
	}
}
