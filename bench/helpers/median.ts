/** The value below which this part of all values lies: 0.5 is the median, of an even number the upper of the two. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}
