import {problem, type Problem} from '../core/problem.ts';

/** What is wrong with the number of a `repeat`, its variables filled in. */
export function countProblem(count: string): Problem | undefined {
	return /^\d{1,9}$/v.test(count)
		? undefined
		: problem('a whole number, 0 to 999,999,999', {start: 0, end: count.length});
}
