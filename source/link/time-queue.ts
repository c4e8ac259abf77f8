/** What is on its way, by the time it arrives; equal times in the order they came. */
export class TimeQueue<Item> {
	#items: Array<{readonly due_us: number; readonly item: Item}> = [];
	/** Where the first stands: those before it have left. */
	#head = 0;

	get length(): number {
		return this.#items.length - this.#head;
	}

	/** When the first is due; Infinity when there is none. */
	get first_us(): number {
		return this.#items[this.#head]?.due_us ?? Infinity;
	}

	/** When the last is due, or -Infinity. */
	get last_us(): number {
		return this.length === 0 ? -Infinity : this.#items.at(-1)!.due_us;
	}

	/** Answers how many that came earlier it overtakes. */
	push(item: Item, due_us: number): number {
		let place = this.#items.length;
		if (due_us < this.last_us) {
			place = this.#placeOf(due_us);
			this.#items.splice(place, 0, {due_us, item});
		} else {
			this.#items.push({due_us, item});
		}

		return this.#items.length - 1 - place;
	}

	/** Takes the first. */
	shift(): Item | undefined {
		const first = this.#items[this.#head];
		if (first === undefined) {
			return undefined;
		}

		this.#head++;
		if (this.#head * 2 > this.#items.length) {
			this.#items = this.#items.slice(this.#head);
			this.#head = 0;
		}

		return first.item;
	}

	/** Takes all, in order. */
	clear(): Item[] {
		const items = this.#items.slice(this.#head).map(({item}) => item);
		this.#items = [];
		this.#head = 0;
		return items;
	}

	/** The first place behind everything due at that time or before, by halving. */
	#placeOf(due_us: number): number {
		let low = this.#head;
		let high = this.#items.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.#items[middle]!.due_us <= due_us) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}
}
