/** A FIFO queue in amortized constant time; `Array.prototype.shift` moves all remaining items in V8. */
export class Queue<Item> {
	#items: Item[] = [];
	/** Index of the first item; those before it were removed. */
	#head = 0;

	get length(): number {
		return this.#items.length - this.#head;
	}

	/** The first, without removing it; undefined when empty. */
	get first(): Item | undefined {
		return this.#items[this.#head];
	}

	push(item: Item): void {
		this.#items.push(item);
	}

	/** Removes and returns the first; undefined when empty. */
	shift(): Item | undefined {
		if (this.length === 0) {
			return undefined;
		}

		const item = this.#items[this.#head];
		this.#head++;
		if (this.#head * 2 > this.#items.length) {
			this.#items = this.#items.slice(this.#head);
			this.#head = 0;
		}

		return item;
	}

	/** Replaces the first; the queue must not be empty. */
	replaceFirst(item: Item): void {
		this.#items[this.#head] = item;
	}

	/** Removes and returns all, in order. */
	takeAll(): Item[] {
		const items = this.#items.slice(this.#head);
		this.#items = [];
		this.#head = 0;
		return items;
	}
}
