import {problem, type Problem} from '../core/problem.ts';

/** A problem at the first argument of a service that takes none; undefined when there is none. */
export function rejectArguments(
	name: string,
	words: readonly string[],
): (Problem & {readonly word: number}) | undefined {
	const [first] = words;
	return first === undefined
		? undefined
		: {...problem(`${name} takes no arguments`, {start: 0, end: first.length}), word: 0};
}
