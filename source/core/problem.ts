import {limits} from './limits.ts';
import {clip, columnsOf, visibleText} from './visible.ts';

/**
A mistake in the input, with its place: never thrown, always returned.

`start` and `end` count UTF-16 units from the beginning of the text that was handed in; `end` is exclusive and may equal
`start` for "something is missing here".
*/
export type Problem = {
	readonly kind: 'problem';
	readonly message: string;
	readonly start: number;
	readonly end: number;
	/** What to try instead, as one short sentence. A line to type stands in backquotes, without a slash. */
	readonly hint?: string;
	/** The whole line as it was probably meant, ready to run; without a slash. */
	readonly fix?: string;
};

const nowhere = {start: 0, end: 0};

/** A problem at a place; without one, the caller knows the place. */
export function problem(
	message: string,
	place: {readonly start: number; readonly end: number} = nowhere,
	hint?: string,
	fix?: string,
): Problem {
	return {
		kind: 'problem',
		message,
		start: place.start,
		end: place.end,
		...(hint !== undefined && {hint}),
		...(fix !== undefined && {fix}),
	};
}

/** Whether a result is a problem. */
export function isProblem(value: unknown): value is Problem {
	return typeof value === 'object' && value !== null && (value as {kind?: unknown}).kind === 'problem';
}

/** The same problem, moved right by `offset`: from the place in a part to the place in the whole line. */
export function shiftProblem(found: Problem, offset: number): Problem {
	return {...found, start: found.start + offset, end: found.end + offset};
}

/**
The problem as two lines of visible text: the line, then a run of carets under the place with the message and its hint.

```
listen tcp:70000 echo
           ^^^^^ a port is 0 to 65535
```

Of a line longer than `limits.explained_characters` only the part around the place is shown, and of such a message its
beginning; `…` stands for the rest.
*/
export function explainProblem(line: string, {start, end, message, hint}: Problem): string {
	const {from, to} = windowAround(line, start);
	const shown = [
		line.slice(from, start),
		line.slice(start, Math.min(end, to)),
		line.slice(Math.max(start, Math.min(end, to)), to),
	];
	const [before, marked, after] = shown.map(part => visibleText(part)) as [string, string, string];
	const [left, right] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
	const indent = ' '.repeat(columnsOf(left) + columnsOf(before));
	const carets = '^'.repeat(Math.max(1, columnsOf(marked)));
	const words = [message, ...(hint === undefined ? [] : [hint])].map(text => clippedText(text));
	return `${left}${before}${marked}${after}${right}\n${indent}${carets} ${words.join('; ')}`;
}

function clippedText(text: string): string {
	const max = limits.explained_characters;
	return clip(visibleText(text.slice(0, max + 1)), max);
}

/** The part of a line that is shown: a third of it before the place, and no surrogate pair split. */
function windowAround(line: string, start: number): {readonly from: number; readonly to: number} {
	const max = limits.explained_characters;
	if (line.length <= max) {
		return {from: 0, to: line.length};
	}

	const from = Math.max(0, Math.min(start - Math.floor(max / 3), line.length - max));
	return {from: from + Number(isInside(line, from)), to: from + max - Number(isInside(line, from + max))};
}

/** Whether a cut at `index` would split a surrogate pair. */
function isInside(line: string, index: number): boolean {
	return index > 0 && (line.codePointAt(index - 1) ?? 0) > 0xFF_FF;
}
