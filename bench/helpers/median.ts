/** The value below which this part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Of an even number of values it is the middle of the two. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	return ((low ?? NaN) + (high ?? NaN)) / 2;
}
