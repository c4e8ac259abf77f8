import {type Address, formatAddress, isLoopback} from '../core/address.ts';
import {formatCount, formatDuration} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import type {Connection} from '../lab/connection.ts';
import type {DatagramPeer} from '../lab/datagram-peer.ts';
import type {Datagrams} from '../lab/datagrams.ts';
import type {Listening} from '../lab/listening.ts';
import type {Entry} from '../lab/registry.ts';
import type {Repeat} from '../lab/repeats.ts';
import {linkNote} from '../lab/link-note.ts';
import type {EndpointSummary} from './frame.ts';

type Rates = Pick<EndpointSummary, 'in_bytes_per_second' | 'out_bytes_per_second'>;

/** What the screen tells of one endpoint. Paths and names of a peer's choosing are made visible here. */
export function summarise(entry: Entry, rates: Rates, repeats: readonly Repeat[] = []): EndpointSummary {
	const summary = summariseEntry(entry, rates);
	return {...summary, note: notes([summary.note, ...repeats.filter(repeat => repeat.actsOn() === entry.name).map(repeat => repeatNote(repeat))])};
}

/** `e1 every 1 s (12)`. */
function repeatNote({name, period_us, runs}: Repeat): string {
	return `${name} every ${formatDuration(period_us / 1000)} (${formatCount(runs)})`;
}

function summariseEntry(entry: Entry, rates: Rates): EndpointSummary {
	const common = {name: entry.name, side: entry.side, in_bytes: entry.in_bytes, out_bytes: entry.out_bytes, ...rates};
	switch (entry.kind) {
		case 'listener': {
			return {...common, kind: entry.kind, ...listenerSummary(entry)};
		}

		case 'connection': {
			return {...common, kind: entry.kind, ...connectionSummary(entry)};
		}

		case 'datagram': {
			return {...common, kind: entry.kind, ...datagramSummary(entry)};
		}

		case 'peer': {
			return {...common, kind: entry.kind, ...peerSummary(entry)};
		}
	}
}

type Rest = Omit<EndpointSummary, 'name' | 'side' | 'kind' | 'in_bytes' | 'out_bytes' | keyof Rates>;

const plain = {service: '', queued_bytes: 0, held: false, dropped: 0, open: 0, exposed: false, note: ''};

function listenerSummary(entry: Listening): Rest {
	return {
		...plain,
		transport: entry.address.transport,
		local: show(entry.address),
		remote: '',
		state: entry.state,
		service: entry.service,
		open: entry.connections.size,
		exposed: entry.alive && !isLoopback(entry.address),
		note: notes([familyNote(entry.address), linkNote(entry)]),
	};
}

function connectionSummary(entry: Connection): Rest {
	const {endpoint} = entry;
	const remote = endpoint?.remote ?? entry.source.remote ?? '';
	return {
		...plain,
		transport: entry.transport,
		local: visibleText(endpoint?.local ?? ''),
		remote: visibleText(remote),
		state: entry.state,
		queued_bytes: entry.queued_bytes,
		held: entry.held,
		note: linkNote(entry),
	};
}

function datagramSummary(entry: Datagrams): Rest {
	const local = entry.endpoint?.local;
	return {
		...plain,
		transport: 'udp',
		local: local === undefined ? '' : show(local),
		remote: visibleText(entry.source.remote ?? ''),
		state: entry.state,
		service: entry.service,
		queued_bytes: entry.queued_bytes,
		held: entry.held,
		dropped: entry.drops?.count ?? 0,
		open: entry.peers.size,
		exposed: entry.alive && local !== undefined && !isLoopback(local),
		note: notes([entry.side === 'client' && !entry.connected ? 'unconnected' : (local === undefined ? '' : familyNote(local)), linkNote(entry)]),
	};
}

function peerSummary(entry: DatagramPeer): Rest {
	return {
		...plain,
		transport: 'udp',
		local: entry.socket.endpoint === undefined ? '' : show(entry.socket.endpoint.local),
		remote: visibleText(entry.remote),
		state: entry.alive ? 'open' : 'closed',
	};
}

function notes(parts: readonly string[]): string {
	return parts.filter(part => part !== '').join(', ');
}

function show(address: Address): string {
	return visibleText(formatAddress(address));
}

/** IPv6 wildcards take IPv4 too unless they were opened for IPv6 alone (ipv6(7)). */
function familyNote(address: Address): string {
	if (address.transport === 'unix' || (address.host !== '::' && address.host !== '*')) {
		return '';
	}

	return address.family === 6 ? 'v6 only' : (address.family === 4 ? '' : 'dual stack');
}
