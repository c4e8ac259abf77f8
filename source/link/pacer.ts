/** A stream condition that decides how many bytes may depart at once, and when the next. */
export type Pacer = {
	readonly max_bytes: () => number;
	/**
	`count` bytes depart. `through_us`: how long after their beginning the last is through; `next_us`: how long after it
	the next may begin.
	*/
	readonly departed: (count: number) => {readonly through_us: number; readonly next_us: number};
};

/** All of them at once: the least of what each allows, the longest of what each asks to wait. */
export function slowest(pacers: readonly Pacer[]): Pacer {
	return {
		max_bytes: () => Math.min(...pacers.map(pacer => pacer.max_bytes())),
		departed(count) {
			const waits = pacers.map(pacer => pacer.departed(count));
			return {
				through_us: Math.max(0, ...waits.map(wait => wait.through_us)),
				next_us: Math.max(0, ...waits.map(wait => wait.next_us)),
			};
		},
	};
}

/** How long so many bytes occupy a line of this rate. */
export function transmission_us(bytes: number, bytes_per_second: number): number {
	return bytes * 1e6 / bytes_per_second;
}
