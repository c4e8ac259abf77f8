/** What is typed to narrow a list, or to search. */
import {previousGrapheme} from './graphemes.ts';

/** The query with what was typed or pasted behind it: of several lines the first. */
export function longerQuery(query: string, typed: string): string {
	const [line = ''] = typed.split(/[\n\r]/v, 1);
	return query + line;
}

/** The query without its last character. */
export function shorterQuery(query: string): string {
	return query.slice(0, previousGrapheme(query, query.length));
}
