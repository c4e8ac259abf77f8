/**
Finds the ends of words and quoted texts. A word ends at a blank outside double quotes; within quotes a backslash
escapes the next character.
*/

/** The continuation of a `hex:` literal: further words of hex digits. */
const hexRun = /\s+(?!b64:)[\d,:a-fx]+(?=\s|$)/ivy;

/** The end of the quoted text that begins at `at`, after its closing quote; -1 when it is not closed. */
export function quotedEnd(text: string, at: number): number {
	for (let index = at + 1; index < text.length; index++) {
		if (text[index] === '\\') {
			index++;
		} else if (text[index] === '"') {
			return index + 1;
		}
	}

	return -1;
}

/**
The end of the word that begins at `at`, and the place of an unclosed quote in it. A `hex:` literal is one word,
including the blanks between its bytes.
*/
export function wordEnd(text: string, at: number): {readonly end: number; readonly openQuote?: number} {
	let end = at;
	while (end < text.length && !isBlank(text[end]!)) {
		const next = text[end] === '"' ? quotedEnd(text, end) : end + 1;
		if (next === -1) {
			return {end: text.length, openQuote: end};
		}

		end = next;
	}

	return {end: text.startsWith('hex:', at) ? hexRunEnd(text, end) : end};
}

/** The first non-blank place from `at` on, or the end of the text. */
export function skipBlanks(text: string, at: number): number {
	let index = at;
	while (index < text.length && isBlank(text[index]!)) {
		index++;
	}

	return index;
}

function isBlank(character: string): boolean {
	return /\s/v.test(character);
}

function hexRunEnd(text: string, at: number): number {
	hexRun.lastIndex = at;
	let end = at;
	while (hexRun.test(text)) {
		end = hexRun.lastIndex;
	}

	return end;
}
