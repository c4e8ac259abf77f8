/** Where words and quoted texts end. A word ends at a blank; double quotes hold blanks together, and within them a backslash takes the character behind it along. */

/** What goes on behind a `hex:` literal: words of nothing but its characters. */
const hexRun = /\s+(?!b64:)[\d,:a-fx]+(?=\s|$)/ivy;

/** Where the quoted text that begins at `at` ends, behind its closing quote; -1 when it is not closed. */
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

/** Where the word that begins at `at` ends, and where in it a quote stands that is not closed. The bytes of a `hex:` literal are one word, blanks between them included. */
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

/** The first place from `at` on that is not blank, or the end of the text. */
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
