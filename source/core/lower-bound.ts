/**
How many of `length` items, counted from the front, are before something: the items that are stand in front of those
that are not.
*/
export function lowerBound(length: number, isBefore: (index: number) => boolean): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (isBefore(middle)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
