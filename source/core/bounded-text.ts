/** Texts that a peer, a file or a module sizes, cut where they enter: names, addresses, messages. */
import {Buffer} from 'node:buffer';
import type {Fact} from './events.ts';
import {limits} from './limits.ts';
import {formatCount} from './quantities.ts';

/** The texts of a fact. */
export const factTexts = ['args', 'result', 'errno', 'local', 'remote', 'message'] as const;

/** The text, or as much of its beginning as leaves room for how much is left out: `aaa… (12,345 more characters)`. Never longer than `max_characters` (UTF-16 units, 64 at least), so that what was cut once is not cut again. */
export function boundText(text: string, max_characters: number = limits.text_characters): string {
	if (text.length <= max_characters) {
		return text;
	}

	const mark = (count: number) => `… (${formatCount(count)} more characters)`;
	const end = wholeCharacters(text, max_characters - mark(text.length).length);
	return copyOf(text, end) + mark(text.length - end);
}

/** The fact with every text in bounds; itself where none is too long. Constant work. */
export function boundFact(fact: Fact): Fact {
	const long = factTexts.filter(key => isLong(fact[key]));
	return long.length === 0 ? fact : {...fact, ...Object.fromEntries(long.map(key => [key, boundText(String(fact[key]))]))};
}

/** Characters (UTF-16 units) that the texts of a fact have together. */
export function textLength(fact: Fact): number {
	let length = 0;
	for (const key of factTexts) {
		const text = fact[key];
		length += typeof text === 'string' ? text.length : 0;
	}

	return length;
}

/** Whether `boundFact` cuts a text. */
export function isLong(text: unknown): boolean {
	return typeof text === 'string' && text.length > limits.text_characters;
}

/** The same place, or the one before it where it would part the two halves of a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
	return (text.codePointAt(end - 1) ?? 0) > 0xFF_FF ? end - 1 : end;
}

/** The engine's own slice of a long text keeps all of that text in memory. */
function copyOf(text: string, end: number): string {
	return Buffer.from(text.slice(0, end), 'utf16le').toString('utf16le');
}
