/** A stream condition that decides how much may go on at once, and when the next. */
export type Pace = {
	readonly max_bytes: () => number;
	/** So many bytes go on. `through_us`: how long after their beginning they are through; `next_us`: how long after it the next may begin. */
	readonly passed: (count: number) => {readonly through_us: number; readonly next_us: number};
};

/** All of them at once: the least of what each allows, the longest of what each asks to wait. */
export function together(paces: readonly Pace[]): Pace {
	return {
		max_bytes: () => Math.min(...paces.map(pace => pace.max_bytes())),
		passed(count) {
			const waits = paces.map(pace => pace.passed(count));
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
