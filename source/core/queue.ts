/** First in, first out. Constant work a piece over time, however many wait: what `Array.prototype.shift` does not promise (V8 moves all that is left). */
export class Queue<Item> {
	#items: Item[] = [];
	/** Where the first stands: those before it have left. */
	#head = 0;

	get length(): number {
		return this.#items.length - this.#head;
	}

	/** The first, which stays; undefined when there is none. */
	get first(): Item | undefined {
		return this.#items[this.#head];
	}

	push(item: Item): void {
		this.#items.push(item);
	}

	/** Takes the first; undefined when there is none. */
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

	/** Puts another in the place of the first; there has to be one. */
	replaceFirst(item: Item): void {
		this.#items[this.#head] = item;
	}

	/** Takes all, in order. */
	takeAll(): Item[] {
		const items = this.#items.slice(this.#head);
		this.#items = [];
		this.#head = 0;
		return items;
	}
}
