import {lowerBound} from './lower-bound.ts';

/** Items are taken out of memory in batches: one by one would move the rest each time. */
const batch = 4096;

/** A list that grows at its end and is dropped from its front: an item keeps its index. */
export class SlidingList<Item> {
	#items: Item[] = [];
	/** The index of the first item in memory. */
	#base = 0;
	#first = 0;

	/** The index of the first item, and the one after the last. */
	get first(): number {
		return this.#first;
	}

	get end(): number {
		return this.#base + this.#items.length;
	}

	get size(): number {
		return this.end - this.#first;
	}

	/** The item at an index from `first` to `end`; undefined at any other. */
	at(index: number): Item | undefined {
		return index < this.#first ? undefined : this.#items[index - this.#base];
	}

	push(item: Item): void {
		this.#items.push(item);
	}

	/** The index of the first item that is not before something: those that are stand in front of the others. */
	search(isBefore: (item: Item) => boolean): number {
		return this.#first + lowerBound(this.size, at => isBefore(this.#items[this.#first - this.#base + at]!));
	}

	/** Drops the items in front of an index. */
	dropBefore(index: number): void {
		this.#first = Math.min(this.end, Math.max(this.#first, index));
		const gone = this.#first - this.#base;
		if (gone >= batch || gone === this.#items.length) {
			this.#items = this.#items.slice(gone);
			this.#base = this.#first;
		}
	}
}
