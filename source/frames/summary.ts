import {visibleText} from '../core/visible.ts';
import type {Entry, ListedEntry} from '../lab/entries/entry.ts';
import type {Registry} from '../lab/registry.ts';
import type {EndpointSummary} from './frame.ts';
import type {EndpointRates} from './rates.ts';

type Heard = Pick<EndpointSummary, 'unseen_bytes' | 'spokeLast'>;

/** What the screen shows of one endpoint. Paths and names of a peer's choosing are made visible here. */
export function summarise(entry: ListedEntry, rates: EndpointRates, heard: Heard = {}): EndpointSummary {
	const {local, remote, service, held, unread_bytes, rtt_us, dropped, exposed, link, titleNotes} = entry.summary();
	return {
		name: entry.name,
		side: entry.side,
		isListener: entry.isListener,
		transport: entry.transport,
		local: visibleText(local),
		remote: visibleText(remote),
		state: entry.state,
		service,
		in_bytes: entry.in_bytes,
		out_bytes: entry.out_bytes,
		...rates,
		queued_bytes: entry.queued_bytes,
		held,
		...(unread_bytes !== undefined && {unread_bytes}),
		...(rtt_us !== undefined && {rtt_us}),
		dropped,
		open: entry.open,
		exposed,
		...(link !== undefined && {link}),
		...heard,
		note: titleNotes.filter(note => note !== '').join(', '),
	};
}

/** What it has said that nobody has seen, and whether it spoke last, which is no news of the only one of a side. */
export function heardOf(entry: Entry, {speakers, sides}: Registry): Heard {
	const unseen_bytes = speakers.unseen_bytes(entry);
	const isLast = sides[entry.side].own.size > 1 && speakers.last(entry.side) === entry;
	return {...(unseen_bytes > 0 && {unseen_bytes}), ...(isLast && {spokeLast: true})};
}
