import {readEscape} from './escape.ts';
import {isProblem, problem, type Problem} from './problem.ts';

const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

/** What a word means once its quotes are off. `places[i]` is where the i-th character of `text` stood in the word, and `places[text.length]` is where the last one ended. */
export type Unquoted = {readonly text: string; readonly places: readonly number[]};

/** Takes the double quotes off a word, wherever in it they are, and resolves the escapes within them; outside of quotes a backslash is a backslash. A byte above 7f is no text: `\u{HEX}` is. */
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

/** The same problem with its place in the word, when it was found in what the word means. */
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
