/** The conversations of a side that match what somebody types to find one of many. */
import {limits} from '../core/limits.ts';
import type {Entry} from '../lab/entries/entry.ts';
import type {Registry} from '../lab/registry.ts';
import type {EndpointSummary, Listing, ListingRequest} from './frame.ts';

/** `summarise` is asked only for those that are told of. */
export function listingOf(
	{sides, speakers}: Registry,
	{side, query}: ListingRequest,
	summarise: (entry: Entry) => EndpointSummary,
): Listing {
	const found = sides[side].conversations
		.values()
		.take(limits.searched_endpoints)
		.filter(entry => hasWords(query, wordsOf(entry, speakers.unseen_bytes(entry))))
		.toArray();
	return {
		side,
		query,
		matched: found.length,
		endpoints: found.slice(0, limits.listed_endpoints).map(entry => summarise(entry)),
	};
}

/** Whether an endpoint has all words of a query. */
export function isMatch(query: string, endpoint: EndpointSummary): boolean {
	return hasWords(query, wordsOf({...endpoint, summary: () => endpoint}, endpoint.unseen_bytes ?? 0));
}

type Told = {
	readonly name: string;
	readonly state: string;
	summary(): {readonly local: string; readonly remote: string};
};

/** Which all addresses have. */
const loopback = /127\.0\.0\.1(?=:)/gv;

function wordsOf(entry: Told, unseen_bytes: number): string {
	const {local, remote} = entry.summary();
	const words = [entry.name, local, remote, entry.state, unseen_bytes > 0 ? 'new' : ''];
	return words.join(' ').replaceAll(loopback, '').toLowerCase();
}

function hasWords(query: string, words: string): boolean {
	return query.toLowerCase().split(' ').every(word => words.includes(word));
}
