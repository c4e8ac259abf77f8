/** Texts whose length a peer, a file or a module decides (names, addresses, messages), cut where they enter. */
import {Buffer} from 'node:buffer';
import type {Fact} from './events.ts';
import {limits} from './limits.ts';
import {formatCount} from './quantities.ts';

/** The texts of a fact. */
export const factTexts = ['args', 'result', 'errno', 'local', 'remote', 'message'] as const;

/**
The text, or its beginning and the number of characters left out: `aaa… (12,345 more characters)`. Never longer than
`max_characters` (UTF-16 units, 64 at least), so that a text is never cut twice.
*/
export function boundText(text: string, max_characters: number = limits.text_characters): string {
	if (text.length <= max_characters) {
		return text;
	}

	const mark = (count: number) => `… (${formatCount(count)} more characters)`;
	const end = wholeCharacters(text, max_characters - mark(text.length).length);
	return copyOf(text, end) + mark(text.length - end);
}

/** The fact with every text cut to the limit; the same object when none is too long. Constant time. */
export function boundFact(fact: Fact): Fact {
	if (textLength(fact) <= limits.text_characters) {
		return fact;
	}

	const long = factTexts.filter(key => isLong(fact[key]));
	return {...fact, ...Object.fromEntries(long.map(key => [key, boundText(String(fact[key]))]))};
}

/**
Total characters (UTF-16 units) of a fact's texts. Each event is weighed some four times, so they are named one by one:
by their keys it takes three times as long.
*/
export function textLength({args, result, errno, local, remote, message}: Fact): number {
	return lengthOf(args) + lengthOf(result) + lengthOf(errno) + lengthOf(local) + lengthOf(remote) + lengthOf(message);
}

/** Whether `boundFact` cuts a text. */
export function isLong(text: unknown): boolean {
	return typeof text === 'string' && text.length > limits.text_characters;
}

function lengthOf(text: unknown): number {
	return typeof text === 'string' ? text.length : 0;
}

/** `end`, or `end - 1` where a cut at `end` would split a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
	return (text.codePointAt(end - 1) ?? 0) > 0xFF_FF ? end - 1 : end;
}

/** A copy, because V8's slice of a long string keeps the whole string in memory. */
function copyOf(text: string, end: number): string {
	return Buffer.from(text.slice(0, end), 'utf16le').toString('utf16le');
}
