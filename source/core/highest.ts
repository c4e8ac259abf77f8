/** The maximum of any number of values (`Math.max(...)` fails above some 100,000); undefined when there are none. */
export function highest(numbers: Iterable<number>): number | undefined {
	let found: number | undefined;
	for (const number of numbers) {
		if (found === undefined || number > found) {
			found = number;
		}
	}

	return found;
}
