import {quoteWord} from '../../core/escape.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {unquote} from '../../core/unquote.ts';
import type {Kind, CompletionContext, Suggestion} from '../verb.ts';
import {unquoted} from './unquoted.ts';

/** A file or folder; in quotes when it has blanks. */
export const path: Kind<string> = {
	expected: 'a path',
	parse: unquoted(text => text === '' ? problem('a path is missing') : text),
	complete: (prefix, knowledge) => pathSuggestions(prefix, '', knowledge),
};

/** Completes a path; `prefix` is `before` and the beginning of a path. Hidden entries only after a dot. */
export function pathSuggestions(
	prefix: string,
	before: string,
	{listFolder}: CompletionContext,
): readonly Suggestion[] {
	const typed = unquotedSoFar(prefix);
	const begun = typed.slice(before.length);
	const slashes = before === 'unix:' && begun.startsWith('//') ? '//' : '';
	const folder = begun.slice(slashes.length, begun.lastIndexOf('/') + 1);
	const start = begun.slice(slashes.length + folder.length);
	return listFolder(folder === '' ? './' : folder)
		.filter(entry => entry.startsWith(start) && (start.startsWith('.') || !entry.startsWith('.')))
		.map(entry => {
			const isFolder = entry.endsWith('/');
			const text = before + quoteWord(slashes + folder + entry);
			return {
				text: isFolder && text.endsWith('"') ? text.slice(0, -1) : text,
				label: quoteWord(entry),
				...(isFolder && {open: true}),
			};
		});
}

/** The unquoted text of an unfinished word, whose last quote may be open. */
export function unquotedSoFar(prefix: string): string {
	for (const ending of ['', '"']) {
		const word = unquote(prefix + ending);
		if (!isProblem(word)) {
			return word.text;
		}
	}

	return prefix;
}
