import {formatCount, formatDuration} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import type {ListedEntry} from '../lab/entries/entry.ts';
import type {Repeat} from '../lab/repeats.ts';
import type {EndpointSummary} from './frame.ts';
import type {EndpointRates} from './rates.ts';

/** What the screen shows of one endpoint. Paths and names of a peer's choosing are made visible here. */
export function summarise(entry: ListedEntry, rates: EndpointRates, repeats: readonly Repeat[] = []): EndpointSummary {
	const repeated = repeats.filter(repeat => repeat.actsOn() === entry.name).map(repeat => repeatNote(repeat));
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
		note: [...titleNotes, ...repeated].filter(note => note !== '').join(', '),
	};
}

/** `e1 every 1 s (12)`. */
function repeatNote({name, period_us, runs}: Repeat): string {
	return `${name} every ${formatDuration(period_us / 1000)} (${formatCount(runs)})`;
}
