import {nextToken, type Token} from './tokens.ts';
import type {Grammar} from './verb.ts';

/**
The line with the option that a plain word probably means: `set crlf` is `set eol=crlf`, `link loss 10%` is `link
loss=10%`, `set nodelay` is `set nodelay=yes`. Undefined when no option of the verb is like that.
*/
export function optionMeant(line: string, {raw, start, end}: Token, {options}: Grammar): string | undefined {
	const word = raw.toLowerCase();
	const rest = line.slice(end);
	if (Object.hasOwn(options, word)) {
		const {words = []} = options[word]!.kind;
		const isGiven = nextToken(line, end)?.option === undefined && rest.trim() !== '';
		const value = isGiven ? rest.trimStart() : `${words[0] ?? ''}${rest}`;
		return `${line.slice(0, start)}${word}=${value}`.trimEnd();
	}

	const key = Object.keys(options).find(each => saysWhich(word, options[each]!.kind.words));
	return key === undefined ? undefined : `${line.slice(0, start)}${key}=${word}${rest}`.trimEnd();
}

/** Whether a word is a value of an option by which it is known; `yes` may be that of any. */
function saysWhich(word: string, words: readonly string[] = []): boolean {
	return words.includes(word) && !words.includes('yes');
}
