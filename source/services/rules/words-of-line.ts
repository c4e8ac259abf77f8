import {problem, type Problem} from '../../core/problem.ts';
import {skipBlanks, wordEnd} from '../../core/words.ts';

/** A word of a line as written, and its place. */
export type Word = {readonly text: string; readonly start: number; readonly end: number};

/**
Splits a line of rules into words. A word that begins with `#` begins a comment; blanks within slashes or quotes do not
split.
*/
export function wordsOfLine(line: string): Word[] | Problem {
	const words: Word[] = [];
	for (let at = skipBlanks(line, 0); at < line.length && line[at] !== '#';) {
		const end = line[at] === '/' ? regexEnd(line, at) : plainEnd(line, at);
		if (typeof end !== 'number') {
			return end;
		}

		words.push({text: line.slice(at, end), start: at, end});
		at = skipBlanks(line, end);
	}

	return words;
}

function plainEnd(line: string, at: number): number | Problem {
	const {end, openQuote} = wordEnd(line, at);
	return openQuote === undefined ? end : problem('a quote is not closed', {start: openQuote, end: openQuote + 1});
}

/** The end of `/…/flags`. */
function regexEnd(line: string, start: number): number | Problem {
	for (let at = start + 1; at < line.length; at++) {
		if (line[at] === '\\') {
			at++;
		} else if (line[at] === '/') {
			return wordEnd(line, at).end;
		}
	}

	return problem('the closing slash of a regular expression is missing', {start, end: start + 1});
}
