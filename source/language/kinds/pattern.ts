import {parsePattern, type Pattern} from '../../core/pattern.ts';
import type {Kind} from '../verb.ts';
import {unquoted} from './unquoted.ts';

const expected = 'text, hex:0d 0a or /expression/';

/** What to search for, as the rest of a line. */
export const pattern: Kind<Pattern> = {
	expected,
	parse: parsePattern,
	complete: prefix => ['hex:', '/']
		.filter(form => form.startsWith(prefix) && form !== prefix)
		.map(text => ({text, summary: text === '/' ? 'an expression: /[0-9]+ms/' : 'bytes as hex digits', open: true})),
};

/** The same as one word; in quotes when it has blanks. */
export const patternWord: Kind<Pattern> = {expected, parse: unquoted(parsePattern)};
