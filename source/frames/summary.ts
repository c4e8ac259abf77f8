import {visibleText} from '../core/visible.ts';
import type {ListedEntry} from '../lab/entries/entry.ts';
import type {EndpointSummary} from './frame.ts';
import type {EndpointRates} from './rates.ts';

/** What the screen shows of one endpoint. Paths and names of a peer's choosing are made visible here. */
export function summarise(entry: ListedEntry, rates: EndpointRates): EndpointSummary {
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
		note: titleNotes.filter(note => note !== '').join(', '),
	};
}
