type Node<T> = {readonly value: T; before: Node<T> | undefined; after: Node<T> | undefined};

/**
A set in insertion order that also gives the neighbours of a value. Every operation but iteration takes constant time.
*/
export class OrderedSet<T> {
	readonly #nodes = new Map<T, Node<T>>();
	#last: Node<T> | undefined;

	get size(): number {
		return this.#nodes.size;
	}

	/** The oldest value; undefined when the set is empty. `last` is the newest. */
	get first(): T | undefined {
		return this.#nodes.keys().next().value;
	}

	get last(): T | undefined {
		return this.#last?.value;
	}

	has(value: T): boolean {
		return this.#nodes.has(value);
	}

	/** Appends it; a value that is already present keeps its place. */
	add(value: T): void {
		if (this.#nodes.has(value)) {
			return;
		}

		const node: Node<T> = {value, before: this.#last, after: undefined};
		if (this.#last !== undefined) {
			this.#last.after = node;
		}

		this.#last = node;
		this.#nodes.set(value, node);
	}

	/** Returns whether it was present. */
	delete(value: T): boolean {
		const node = this.#nodes.get(value);
		if (node === undefined) {
			return false;
		}

		if (node.before !== undefined) {
			node.before.after = node.after;
		}

		if (node.after === undefined) {
			this.#last = node.before;
		} else {
			node.after.before = node.before;
		}

		return this.#nodes.delete(value);
	}

	/** The last value of those that are wanted; makes nothing, as it is asked whenever an endpoint changes. */
	findLast(isWanted: (value: T) => boolean): T | undefined {
		let node = this.#last;
		while (node !== undefined && !isWanted(node.value)) {
			node = node.before;
		}

		return node?.value;
	}

	/** From the first to the last. */
	values(): MapIterator<T> {
		return this.#nodes.keys();
	}

	/** From the last to the first, or from the one before `value`. */
	backward(value?: T): Generator<T, undefined> {
		return walk(value === undefined ? this.#last : this.#nodes.get(value)?.before, 'before');
	}

	/** What was added after `value`. */
	after(value: T): Generator<T, undefined> {
		return walk(this.#nodes.get(value)?.after, 'after');
	}
}

function * walk<T>(from: Node<T> | undefined, link: 'before' | 'after'): Generator<T, undefined> {
	for (let node = from; node !== undefined; node = node[link]) {
		yield node.value;
	}
}
