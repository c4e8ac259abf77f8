/** What a script can say of an endpoint: `{s1.port}`, `{c1.received}`. */
import {addressWord} from '../core/address.ts';
import type {Entry} from '../lab/entries/entry.ts';

/** Each by its name: what it is, and its value; undefined where an endpoint has none. */
export const endpointValues: Readonly<Record<string, {
	readonly summary: string;
	readonly of: (entry: Entry) => string | undefined;
}>> = {
	port: {summary: 'its own port', of: entry => portOf(entry.summary().local)},
	address: {
		summary: 'where it can be reached, as a word for connect',
		of: ({reachableAt}) => reachableAt && addressWord(reachableAt),
	},
	local: {summary: 'its own address', of: entry => textOf(entry.summary().local)},
	remote: {summary: 'the address at the other end', of: entry => textOf(entry.summary().remote)},
	received: {summary: 'bytes received', of: ({in_bytes}) => String(in_bytes)},
	sent: {summary: 'bytes sent', of: ({out_bytes}) => String(out_bytes)},
	queued: {summary: 'bytes that wait to be sent', of: ({queued_bytes}) => String(queued_bytes)},
	unread: {
		summary: 'bytes that wait in the system while recv is held',
		of: entry => countOf(entry.summary().unread_bytes),
	},
	rtt: {summary: 'how long answers take, smoothed: 480us', of: entry => durationOf(entry.summary().rtt_us)},
	open: {summary: 'connections that are open, of a listener', of: ({open}) => String(open)},
	dropped: {summary: 'datagrams that the system dropped', of: entry => String(entry.summary().dropped)},
	state: {summary: 'its state: open, closed, reset', of: ({state}) => state},
};

function portOf(address: string): string | undefined {
	return /:(?<port>\d+)$/v.exec(address)?.groups?.['port'];
}

function textOf(text: string): string | undefined {
	return text === '' ? undefined : text;
}

function countOf(count: number | undefined): string | undefined {
	return count === undefined ? undefined : String(count);
}

function durationOf(duration_us: number | undefined): string | undefined {
	if (duration_us === undefined) {
		return undefined;
	}

	return duration_us < 10_000 ? `${Math.round(duration_us)}us` : `${Math.round(duration_us / 100) / 10}ms`;
}
