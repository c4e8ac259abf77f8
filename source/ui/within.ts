/** The value, but no more than `last` and never less than 0. */
export function within(value: number, last: number): number {
	return Math.max(0, Math.min(last, value));
}
