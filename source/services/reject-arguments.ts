import {problem, type Problem} from '../core/problem.ts';

/** A problem at the first of the words behind a service that takes none. */
export function rejectArguments(name: string, words: readonly string[]): (Problem & {readonly word: number}) | undefined {
	const [first] = words;
	return first === undefined ? undefined : {...problem(`${name} takes no words`, {start: 0, end: first.length}), word: 0};
}
