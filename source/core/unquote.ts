import {readEscape} from './escape.ts';
import {isProblem, problem, type Problem} from './problem.ts';

const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

/**
A word without its quotes. `places[i]` is the place of the i-th character of `text` in the word, and
`places[text.length]` the end of the last one.
*/
export type Unquoted = {readonly text: string; readonly places: readonly number[]};

/**
Removes double quotes anywhere in a word and resolves the escapes within them; outside quotes a backslash is literal. An
escaped byte above 7f is refused; use `\u{HEX}`.
*/
export function unquote(word: string): Problem | Unquoted {
	const places: number[] = [];
	let text = '';
	let openQuote = -1;
	let end = 0;
	for (let at = 0; at < word.length;) {
		if (word[at] === '"') {
			openQuote = openQuote === -1 ? at : -1;
			at++;
			continue;
		}

		const piece = openQuote !== -1 && word[at] === '\\' ? escaped(word, at) : {text: word[at]!, length: 1};
		if (isProblem(piece)) {
			return piece;
		}

		text += piece.text;
		for (const _ of piece.text.split('')) {
			places.push(at);
		}

		at += piece.length;
		end = at;
	}

	return openQuote === -1
		? {text, places: [...places, end]}
		: problem('a quote is not closed', {start: openQuote, end: openQuote + 1});
}

/** The place in the quoted word of a problem that was found in its unquoted text. */
export function placeInWord({start, end}: Problem, {places}: Unquoted): {readonly start: number; readonly end: number} {
	const last = places.length - 1;
	return {start: places[Math.min(start, last)]!, end: places[Math.min(end, last)]!};
}

function escaped(word: string, at: number): Problem | {readonly text: string; readonly length: number} {
	const escape = readEscape(word, at);
	if (isProblem(escape)) {
		return escape;
	}

	const isByte = escape.bytes.length === 1 && escape.bytes[0]! > 0x7F;
	return isByte
		? problem('a byte above 7f is no text', {start: at, end: at + escape.length}, String.raw`\u{e0} is à`)
		: {text: decoder.decode(escape.bytes), length: escape.length};
}
