import type {Conditions} from './conditions.ts';
import type {Pace} from './pace.ts';

/** `stall`: a black hole. What is sent into it waits, and goes on once the condition is taken away. */
export function stall({stall: isStalled}: Conditions): Pace | undefined {
	return isStalled === true
		? {
			most_bytes: () => 0,
			passed: () => ({through_us: 0, next_us: 0}),
		}
		: undefined;
}
