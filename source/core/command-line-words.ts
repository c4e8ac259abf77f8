import {quoteWord} from './escape.ts';

/**
The words of a command line as a line. The shell removes the quotes of `greet "hello world"`, so a word with a space is
quoted again, unless it is a literal.
*/
export function lineOfWords(words: readonly string[]): string {
	return words.map(word => (/\s/v.test(word) && !/^(?:hex:|")/v.test(word) ? quoteWord(word) : word)).join(' ');
}
