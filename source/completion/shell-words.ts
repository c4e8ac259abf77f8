/** The words of a line of the shell as far as it was typed. */
export type ShellWords = {
	/** Without their quotes; the last one is the word at the cursor, empty after a blank. */
	readonly words: readonly string[];
	/** The quote that is open at the end, with the length of what stands before it in its word. */
	readonly openQuote?: {readonly character: '\'' | '"'; readonly at: number};
};

/** Splits a line as sh does (Shell Command Language, 2.2), where nothing is expanded. */
export function shellWords(line: string): ShellWords {
	const words: string[] = [];
	let word = '';
	let isWord = false;
	let openQuote: ShellWords['openQuote'];
	for (let at = 0; at < line.length; at++) {
		const character = line[at]!;
		if (openQuote === undefined && /\s/v.test(character)) {
			words.push(...isWord ? [word] : []);
			[word, isWord] = ['', false];
			continue;
		}

		isWord = true;
		if (character === openQuote?.character) {
			openQuote = undefined;
		} else if (openQuote === undefined && (character === '\'' || character === '"')) {
			openQuote = {character, at: word.length};
		} else if (character === '\\' && isEscape(openQuote?.character, line[at + 1])) {
			at++;
			word += line[at] ?? '';
		} else {
			word += character;
		}
	}

	return {words: [...words, word], ...(openQuote !== undefined && {openQuote})};
}

/** Whether a backslash quotes what follows it. */
function isEscape(quote: string | undefined, next = ''): boolean {
	return quote === undefined || (quote === '"' && '"\\$`'.includes(next));
}
