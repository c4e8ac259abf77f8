import {skipBlanks, wordEnd} from '../core/words.ts';

/** One word of a line. `raw` includes quotes; `end` is exclusive. */
export type Token = {
	readonly raw: string;
	readonly start: number;
	readonly end: number;
	/** The place of an unclosed quote. */
	readonly openQuote?: number;
	/** For `key=value`: the key, and where the value begins. */
	readonly option?: {readonly key: string; readonly valueStart: number};
};

/** In the place of a NAME: every open conversation of a side. No endpoint is called that. */
export const everyName = 'all';

/** Valid names of endpoints. */
export const namePattern = /^[a-z][\w\-.]*$/iv;

/**
The first word at or after `at`; undefined at the end of the line and, unless `comments` is false, at a `#` that begins
a word.
*/
export function nextToken(
	line: string,
	at: number,
	{comments = true}: {readonly comments?: boolean} = {},
): Token | undefined {
	const start = skipBlanks(line, at);
	if (start === line.length || (comments && line[start] === '#')) {
		return undefined;
	}

	const word = wordEnd(line, start);
	const raw = line.slice(start, word.end);
	const key = /^(?<key>[a-z][\w\-]*)=/iv.exec(raw)?.groups?.['key'];
	return {raw, start, ...word, ...(key !== undefined && {option: {key, valueStart: start + key.length + 1}})};
}
