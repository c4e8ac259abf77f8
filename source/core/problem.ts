import {columnsOf, visibleText} from './visible.ts';

/**
A mistake of the person who typed, told with its place: never thrown, always returned.

`start` and `end` count UTF-16 units from the beginning of the text that was handed in; `end` is exclusive and may equal `start` for "something is missing here".
*/
export type Problem = {
	readonly kind: 'problem';
	readonly message: string;
	readonly start: number;
	readonly end: number;
	/** What to try instead, as one short sentence or a line to type. */
	readonly hint?: string;
};

const nowhere = {start: 0, end: 0};

/** A mistake at a place; without one, whoever asked knows the place. */
export function problem(message: string, place: {readonly start: number; readonly end: number} = nowhere, hint?: string): Problem {
	return {kind: 'problem', message, start: place.start, end: place.end, ...(hint !== undefined && {hint})};
}

/** Tells a mistake from whatever else could have been answered. */
export function isProblem(value: unknown): value is Problem {
	return typeof value === 'object' && value !== null && (value as {kind?: unknown}).kind === 'problem';
}

/** The same problem, moved right by `offset`: a part of a line was parsed on its own, the place belongs to the line. */
export function shiftProblem(found: Problem, offset: number): Problem {
	return {...found, start: found.start + offset, end: found.end + offset};
}

/**
The problem as two lines of visible text: the line, then a run of carets under the place with the message and its hint.

```
listen tcp:70000 echo
           ^^^^^ a port is 0 to 65535
```
*/
export function explainProblem(line: string, {start, end, message, hint}: Problem): string {
	const [before, marked, after] = [line.slice(0, start), line.slice(start, end), line.slice(end)].map(part => visibleText(part)) as [string, string, string];
	const indent = ' '.repeat(columnsOf(before));
	const carets = '^'.repeat(Math.max(1, columnsOf(marked)));
	return `${before}${marked}${after}\n${indent}${carets} ${visibleText(hint === undefined ? message : `${message}; ${hint}`)}`;
}
