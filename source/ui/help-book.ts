import {findPage} from '../commands/help/find-page.ts';
import {searchPage} from '../commands/help/search.ts';
import type {Grammar} from '../language/verb.ts';
import type {HelpBook} from './assistant.ts';

/** The help, printed from the tables in the code. A word that has no page leads to the table of contents. */
export function helpBook(verbs: readonly Grammar[]): HelpBook {
	return {
		page: (word, pane) => findPage(word, {verbs, pane}) ?? findPage('', {verbs, pane})!,
		search: (query, pane) => searchPage(query, {verbs, pane}),
	};
}
