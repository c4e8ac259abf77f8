import {matchRank} from '../../core/fuzzy.ts';
import {problem} from '../../core/problem.ts';
import {everyName, namePattern} from '../tokens.ts';
import type {Kind, CompletionContext, KnownEndpoint, Suggestion} from '../verb.ts';

/** A new name. Never a verb. */
export const name: Kind<string> = {
	expected: 'a name such as alice',
	excludesVerbs: true,
	parse: written => written === everyName
		? problem(`${everyName} stands for every connection, so that none is called that`, {start: 0, end: written.length})
		: parseName(written),
};

/** The name of an endpoint of this session; whether it exists is not checked here. */
export const endpointName: Kind<string> = {
	expected: 'the name of an endpoint, such as s1 or c1',
	parse: parseName,
	complete: (prefix, knowledge) => endpointSuggestions(prefix, knowledge),
};

/** The endpoints whose names match `prefix`, those that are open first, each with its address. */
export function endpointSuggestions(prefix: string, {endpoints}: CompletionContext): readonly Suggestion[] {
	return endpoints
		.filter(endpoint => matchRank(prefix, endpoint.name) !== undefined)
		.toSorted((one, other) => Number(other.isOpen) - Number(one.isOpen))
		.map(endpoint => ({text: endpoint.name, summary: summaryOf(endpoint)}));
}

/** `tcp:4000 echo listening` */
function summaryOf({address, note}: KnownEndpoint): string {
	return [address, note].filter(part => part !== '').join(' ');
}

function parseName(written: string) {
	const strange = /[^\w\-.]/v.exec(written);
	const place = strange === null || written.startsWith(strange[0])
		? {start: 0, end: written.length}
		: {start: strange.index, end: strange.index + 1};
	return namePattern.test(written)
		? written
		: problem('a name begins with a letter; then letters, digits, dots, hyphens and underscores', place);
}
