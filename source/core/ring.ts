/** What can be looked at in a ring, or in a snapshot of one. */
export type RingView<Item> = {
	readonly first: number;
	readonly end: number;
	readonly size: number;
	readonly evicted: number;
	readonly at: (place: number) => Item | undefined;
};

/** What the items of a ring may weigh together; the newest is kept whatever it weighs. The weight of an item never changes. */
type Weight<Item> = {readonly of: (item: Item) => number; readonly max: number};

/** A list that keeps the newest `limit` items, or as many as weigh no more than they may, and counts what it evicted. Items have places that never change: 0, 1, 2… in the order they came. */
export class Ring<Item> {
	readonly #limit: number;
	readonly #weight: Weight<Item> | undefined;
	#weighs = 0;
	#items: Item[] = [];
	/** Where in `#items` the oldest stands; moves only once the list is full or shifted. */
	#head = 0;
	#first = 0;
	#end = 0;
	#cleared = 0;

	constructor(limit: number, weight?: Weight<Item>) {
		this.#limit = Math.max(1, Math.floor(limit));
		this.#weight = weight;
	}

	/** The place of the oldest item that is kept. */
	get first(): number {
		return this.#first;
	}

	/** The place the next item will get. */
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

	/** Keeps the item and answers its place. */
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

	/** The item at a place, or undefined when it was evicted or has not come yet. */
	at(place: number): Item | undefined {
		return place < this.#first || place >= this.#end ? undefined : this.#items[(this.#head + place - this.#first) % this.#limit];
	}

	/** Evicts the oldest. */
	shift(): Item | undefined {
		const oldest = this.at(this.#first);
		if (this.size > 0) {
			// The slot is emptied so that what it held can be collected.
			(this.#items as Array<Item | undefined>)[this.#head] = undefined;
			this.#head = (this.#head + 1) % this.#limit;
			this.#first++;
			this.#weighs -= this.#weight?.of(oldest!) ?? 0;
		}

		return oldest;
	}

	/** The items as they are now, whatever comes or goes later. */
	snapshot(): RingView<Item> {
		const {first, end, size, evicted} = this;
		const items = Array.from({length: size}, (_, index) => this.at(first + index));
		return {first, end, size, evicted, at: place => items[place - first]};
	}

	/** Forgets everything, on purpose: nothing counts as evicted. Places go on from where they were. */
	clear(): void {
		this.#items = [];
		this.#head = 0;
		this.#weighs = 0;
		this.#first = this.#end;
		this.#cleared = this.#end;
	}
}
