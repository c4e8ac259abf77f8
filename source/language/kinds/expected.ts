import {expectedEnd, expectedWords, parseExpected, type Expected, type ExpectedWord} from '../../core/expected.ts';
import type {Kind, Suggestion} from '../verb.ts';
import {data} from './data.ts';

const summaries: Readonly<Record<ExpectedWord, string>> = {
	close: 'the peer has sent FIN',
	reset: 'the peer has sent RST',
	refused: 'the system refused to connect, or to listen',
	timeout: 'connect was not answered in time',
	nothing: 'nothing comes, for=300ms',
};

const expression: Suggestion = {
	text: '/',
	label: '/expression/',
	summary: 'an expression: /code=([0-9]+)/',
	open: true,
};

/** What is expected, as the rest of a line; options may follow it. */
export const expected: Kind<Expected> = {
	expected: 'DATA, /expression/, close, reset, refused, timeout or nothing',
	parse: parseExpected,
	endOf: expectedEnd,
	complete(prefix, knowledge, before) {
		const words = expectedWords
			.filter(word => word.startsWith(prefix) && word !== prefix)
			.map(word => ({text: word, summary: summaries[word]}));
		return [...words, ...(prefix === '' ? [expression] : []), ...data.complete!(prefix, knowledge, before)];
	},
};
