/** The highest of numbers, however many there are (arguments of a call have a limit, some 100,000); nothing when there are none. */
export function highest(numbers: Iterable<number>): number | undefined {
	let found: number | undefined;
	for (const number of numbers) {
		if (found === undefined || number > found) {
			found = number;
		}
	}

	return found;
}
