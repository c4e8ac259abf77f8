/** Read access to a ring, or to a snapshot of one. */
export type RingView<Item> = {
	readonly first: number;
	readonly end: number;
	readonly size: number;
	readonly evicted: number;
	readonly at: (place: number) => Item | undefined;
};

/**
The total weight of a ring's items is at most `max`; the newest is kept whatever it weighs. An item's weight never
changes.
*/
type Weight<Item> = {readonly of: (item: Item) => number; readonly max: number};

/**
Keeps the newest `limit` items, within their total weight, and counts the evicted ones. Items are numbered 0, 1, 2… as
they are pushed; the numbers never change.
*/
export class Ring<Item> {
	readonly #limit: number;
	readonly #weight: Weight<Item> | undefined;
	#weighs = 0;
	#items: Item[] = [];
	/** Index of the oldest in `#items`. */
	#head = 0;
	#first = 0;
	#end = 0;
	#cleared = 0;

	constructor(limit: number, weight?: Weight<Item>) {
		this.#limit = Math.max(1, Math.floor(limit));
		this.#weight = weight;
	}

	/** The number of the oldest item that is kept. */
	get first(): number {
		return this.#first;
	}

	/** The number of the next item. */
	get end(): number {
		return this.#end;
	}

	get size(): number {
		return this.#end - this.#first;
	}

	/** Items evicted since the beginning, or since the last `clear`. */
	get evicted(): number {
		return this.#first - this.#cleared;
	}

	/** Adds an item and returns its number. */
	push(item: Item): number {
		if (this.size === this.#limit) {
			this.shift();
		}

		const slot = (this.#head + this.size) % this.#limit;
		this.#items[slot] = item;
		this.#end++;
		this.#weigh(item);
		return this.#end - 1;
	}

	#weigh(item: Item): void {
		if (this.#weight === undefined) {
			return;
		}

		this.#weighs += this.#weight.of(item);
		while (this.#weighs > this.#weight.max && this.size > 1) {
			this.shift();
		}
	}

	/** The item with a number; undefined when it was evicted or does not exist yet. */
	at(place: number): Item | undefined {
		return place < this.#first || place >= this.#end
			? undefined
			: this.#items[(this.#head + place - this.#first) % this.#limit];
	}

	/** Evicts the oldest. */
	shift(): Item | undefined {
		const oldest = this.at(this.#first);
		if (this.size > 0) {
			// The slot is emptied so that its item can be garbage-collected.
			(this.#items as Array<Item | undefined>)[this.#head] = undefined;
			this.#head = (this.#head + 1) % this.#limit;
			this.#first++;
			this.#weighs -= this.#weight?.of(oldest!) ?? 0;
		}

		return oldest;
	}

	/** The items as they are now. */
	snapshot(): RingView<Item> {
		const {first, end, size, evicted} = this;
		const items = Array.from({length: size}, (_, index) => this.at(first + index));
		return {first, end, size, evicted, at: place => items[place - first]};
	}

	/** Deletes everything; nothing counts as evicted. Numbers continue. */
	clear(): void {
		this.#items = [];
		this.#head = 0;
		this.#weighs = 0;
		this.#first = this.#end;
		this.#cleared = this.#end;
	}
}
