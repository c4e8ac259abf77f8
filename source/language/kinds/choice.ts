import {matchRank} from '../../core/fuzzy.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {nearest} from '../nearest.ts';
import type {Kind, SocketKind} from '../verb.ts';
import {unquoted} from './unquoted.ts';

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
	return described(words.map(word => ({word})));
}

type Choice<Word extends string> = {
	readonly word: Word;
	readonly summary?: string;
	/** Endpoints of the other kind refuse it. */
	readonly onlyFor?: SocketKind | undefined;
};

/** One of these words, each with what it means: for the completion. */
export function described<const Word extends string>(choices: ReadonlyArray<Choice<Word>>): Kind<Word> {
	const words = choices.map(({word}) => word);
	return {
		words,
		expected: `one of ${words.join(' ')}`,
		parse: unquoted(text => {
			const near = nearest(text, words);
			return words.find(word => word === text)
				?? problem(
					`this is one of ${words.join(' ')}`,
					{start: 0, end: text.length},
					near === undefined ? undefined : `${near} perhaps`,
					near,
				);
		}),
		complete: prefix => choices
			.filter(({word}) => matchRank(prefix, word) !== undefined)
			.map(({word, summary, onlyFor}) => ({
				text: word,
				...(summary !== undefined && {summary}),
				...(onlyFor !== undefined && {onlyFor}),
			})),
	};
}

/** yes, on, true; no, off, false. */
export const yesNo: Kind<boolean> = {
	...oneOf('yes', 'no', 'on', 'off', 'true', 'false'),
	expected: 'yes or no',
	parse: parseYesNo,
};

const endings = {lf: '\n', crlf: '\r\n', cr: '\r', none: ''} as const;
const endingNames = oneOf('lf', 'crlf', 'cr', 'none');

/** What ends a typed line, by name; the value is the ending itself. */
export const lineEnding: Kind<string> = {
	...endingNames,
	parse(written) {
		const found = endingNames.parse(written);
		return isProblem(found) ? found : endings[found];
	},
};

function parseYesNo(written: string) {
	const isYes = ['yes', 'on', 'true'].includes(written.toLowerCase());
	const isNo = ['no', 'off', 'false'].includes(written.toLowerCase());
	return isYes || isNo ? isYes : problem('this is yes or no', {start: 0, end: written.length});
}
