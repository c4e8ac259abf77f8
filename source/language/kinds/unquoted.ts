import {isProblem, type Problem} from '../../core/problem.ts';
import {placeInWord, unquote} from '../../core/unquote.ts';

/** A reader of written words from a reader of what they mean: takes the quotes off, and puts the place of a problem back into the word as it was written. */
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
