/** A part of a stream: `at` is where it begins, counted from the stream's first byte. */
export type Segment = {readonly at: number; readonly bytes: Uint8Array; readonly missing_bytes: number};

/**
Segments, the one that begins first on top: a binary heap, so that n of them in any order cost n log n comparisons.
*/
export class SegmentHeap {
	readonly #items: Segment[] = [];
	/** For tests: what it has cost. */
	comparisons = 0;

	get size(): number {
		return this.#items.length;
	}

	get first(): Segment | undefined {
		return this.#items[0];
	}

	push(segment: Segment): void {
		let place = this.#items.length;
		this.#items.push(segment);
		while (place > 0) {
			const parent = Math.floor((place - 1) / 2);
			if (!this.#isBefore(place, parent)) {
				break;
			}

			this.#swap(place, parent);
			place = parent;
		}
	}

	shift(): Segment | undefined {
		const [first] = this.#items;
		const last = this.#items.pop();
		if (last !== undefined && this.#items.length > 0) {
			this.#items[0] = last;
			this.#sink();
		}

		return first;
	}

	#sink(): void {
		for (let place = 0, child = 1; child < this.#items.length; child = (place * 2) + 1) {
			if (child + 1 < this.#items.length && this.#isBefore(child + 1, child)) {
				child++;
			}

			if (!this.#isBefore(child, place)) {
				break;
			}

			this.#swap(place, child);
			place = child;
		}
	}

	#isBefore(one: number, other: number): boolean {
		this.comparisons++;
		return this.#items[one]!.at < this.#items[other]!.at;
	}

	#swap(one: number, other: number): void {
		const item = this.#items[one]!;
		this.#items[one] = this.#items[other]!;
		this.#items[other] = item;
	}
}
