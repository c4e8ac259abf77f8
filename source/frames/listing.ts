/** The conversations of a side that match what somebody types to find one of many. */
import {limits} from '../core/limits.ts';
import {shortAddress} from '../core/short-address.ts';
import type {Entry} from '../lab/entries/entry.ts';
import type {Registry} from '../lab/registry.ts';
import type {EndpointSummary, Listing, ListingRequest} from './frame.ts';

/** `summarise` is asked only for those that are listed. */
export function listingOf(
	{sides, speakers}: Registry,
	{side, query}: ListingRequest,
	summarise: (entry: Entry) => EndpointSummary,
): Listing {
	const found = sides[side].conversations
		.values()
		.take(limits.searched_endpoints)
		.filter(entry => isMatch(query, searched(entry, speakers.unseen_bytes(entry))))
		.toArray();
	return {
		side,
		query,
		matched: found.length,
		endpoints: found.slice(0, limits.listed_endpoints).map(entry => summarise(entry)),
	};
}

type Searched = Pick<EndpointSummary, 'name' | 'state' | 'local' | 'remote' | 'unseen_bytes'>;

/** Whether an endpoint has all words of a query: in its name, addresses and state, or `new` where it waits. */
export function isMatch(query: string, {name, state, local, remote, unseen_bytes = 0}: Searched): boolean {
	const words = [name, shortAddress(local), shortAddress(remote), state, unseen_bytes > 0 ? 'new' : ''];
	const text = words.join(' ').toLowerCase();
	return query.toLowerCase().split(' ').every(word => text.includes(word));
}

function searched(entry: Entry, unseen_bytes: number): Searched {
	const {local, remote} = entry.summary();
	return {name: entry.name, state: entry.state, local, remote, unseen_bytes};
}
