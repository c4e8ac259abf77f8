import {isProblem, type Problem} from '../../core/problem.ts';
import {placeInWord, unquote} from '../../core/unquote.ts';

/**
Wraps a parser: removes a word's quotes before it, and converts the place of its problem to the place in the quoted
word.
*/
export function unquoted<Value>(parse: (text: string) => Value | Problem): (written: string) => Value | Problem {
	return written => {
		const word = unquote(written);
		if (isProblem(word)) {
			return word;
		}

		const value = parse(word.text);
		return isProblem(value) ? {...value, ...placeInWord(value, word)} : value;
	};
}
