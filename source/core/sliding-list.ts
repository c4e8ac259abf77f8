import {lowerBound} from './lower-bound.ts';

/** Items of a part. */
const part_items = 4096;

/**
A list that grows at its end and is dropped from its front: an item keeps its index.

It is made of parts, which are never copied: one array of a hundred thousand numbers, filled and emptied by a flood, was
copied into new memory by every frame, and each copy was garbage at once.
*/
export class SlidingList<Item> {
	/** Of `part_items` each, but for the last. */
	#parts: Item[][] = [];
	#last: Item[] = [];
	/** The index of the first item in memory. */
	#base = 0;
	#first = 0;
	#end = 0;

	constructor() {
		this.#empty();
	}

	/** The index of the first item, and the one after the last. */
	get first(): number {
		return this.#first;
	}

	get end(): number {
		return this.#end;
	}

	get size(): number {
		return this.#end - this.#first;
	}

	/** The item at an index from `first` to `end`; undefined at any other. */
	at(index: number): Item | undefined {
		return index < this.#first || index >= this.#end ? undefined : this.#itemAt(index);
	}

	push(item: Item): void {
		if (this.#last.length === part_items) {
			this.#last = [];
			this.#parts.push(this.#last);
		}

		this.#last.push(item);
		this.#end++;
	}

	/** Puts another item in the place of the one at an index from `first` to `end`. */
	replace(index: number, item: Item): void {
		const place = index - this.#base;
		this.#parts[Math.floor(place / part_items)]![place % part_items] = item;
	}

	/** The index of the first item that is not before something: those that are stand in front of the others. */
	search(isBefore: (item: Item) => boolean): number {
		return this.#first + lowerBound(this.size, at => isBefore(this.#itemAt(this.#first + at)));
	}

	/** Drops the items in front of an index. */
	dropBefore(index: number): void {
		this.#first = Math.min(this.#end, Math.max(this.#first, index));
		const gone = Math.floor((this.#first - this.#base) / part_items);
		if (this.size === 0) {
			this.#empty();
		} else if (gone > 0) {
			this.#parts.splice(0, gone);
			this.#base += gone * part_items;
		}
	}

	#itemAt(index: number): Item {
		const place = index - this.#base;
		return this.#parts[Math.floor(place / part_items)]![place % part_items]!;
	}

	#empty(): void {
		this.#last = [];
		this.#parts = [this.#last];
		this.#base = this.#end;
	}
}
