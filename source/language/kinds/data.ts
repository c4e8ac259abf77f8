import {isLiteral, parseData} from '../../core/literals.ts';
import {isProblem} from '../../core/problem.ts';
import {skipBlanks, wordEnd} from '../../core/words.ts';
import type {Kind, CompletionContext, Suggestion} from '../verb.ts';
import {pathSuggestions} from './path.ts';

/** The literals, for completion and help. */
export const dataForms: readonly Suggestion[] = [
	{text: '"', label: '"text"', summary: String.raw`text, with \n \r \t \0 \\ \xHH \u{HEX}`, open: true},
	{text: 'hex:', summary: 'bytes as hex digits: hex:68 65 6c', open: true},
	{text: 'b64:', summary: 'bytes as base64: b64:aGk=', open: true},
	{text: 'file:', summary: 'the contents of a file: file:PATH', open: true},
	{text: 'zeros:', summary: 'zero bytes: zeros:1MiB', open: true},
	{text: 'random:', summary: 'random bytes, from the seed: random:1MiB', open: true},
	{text: 'pattern:', summary: 'a counting pattern: pattern:4KiB', open: true},
];

export const dataRules: readonly string[] = [
	String.raw`Anything else is text to the end of the line, with the escapes \n \r \t \0 \\ \xHH \u{HEX}.`,
	'Literals stand side by side: "GET" hex:20 file:body.json. send adds no line ending.',
	'Sizes are bytes, or B KB KiB MB MiB GiB; durations us ms s m h.',
	'What a line or every sends may have these, new each time:',
];

/** DATA, checked; the value is the text itself, because files and random bytes are read when the line runs. */
export const data: Kind<string> = {
	expected: 'text, or literals such as "hi" hex:68 zeros:1KiB',
	parse(written) {
		const parsed = parseData(written);
		return isProblem(parsed) ? parsed : written;
	},
	complete: dataSuggestions,
};

/** Literals, at the beginning and after a literal; after `file:`, files and folders. Plain text is not completed. */
function dataSuggestions(prefix: string, knowledge: CompletionContext): readonly Suggestion[] {
	const start = lastWordStart(prefix);
	const before = prefix.slice(0, start);
	if (before !== '' && !isLiteral(before)) {
		return [];
	}

	const word = prefix.slice(start);
	const found = word.startsWith('file:')
		? pathSuggestions(word, 'file:', knowledge)
		: dataForms.filter(({text}) => text.startsWith(word) && text !== word);
	return found.map(({text, label = text, ...rest}) => ({...rest, label, text: before + text}));
}

function lastWordStart(text: string): number {
	for (let start = 0; ;) {
		const {end} = wordEnd(text, start);
		if (end >= text.length) {
			return start;
		}

		start = skipBlanks(text, end);
	}
}
