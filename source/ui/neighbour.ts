/** The index beside `index` among `count`, round at the ends; without one, the first or the last. */
export function neighbour(index: number | undefined, by: 1 | -1, count: number): number {
	if (index === undefined) {
		return by === 1 ? 0 : count - 1;
	}

	return (index + by + count) % count;
}
