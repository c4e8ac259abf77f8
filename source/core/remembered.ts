/**
What `known` has for a key; else it is made and kept there. When there are `max` of them all are dropped first: for what
is cheap to make again and seldom more.
*/
export function remembered<Key, Value>(known: Map<Key, Value>, key: Key, max: number, make: () => Value): Value {
	const found = known.get(key);
	if (found !== undefined) {
		return found;
	}

	if (known.size >= max) {
		known.clear();
	}

	const made = make();
	known.set(key, made);
	return made;
}
