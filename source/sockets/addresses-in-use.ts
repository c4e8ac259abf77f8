/** Where programs of this machine listen, as Linux tells it in /proc/net (proc(5)). */
import {endianness} from 'node:os';
import {canonicalHost} from '../core/ip.ts';
import {listening, readParts, rowsOf, unconnected, type Row} from './proc-net.ts';

/** A word of the language, and what it is. */
export type AddressInUse = {readonly address: string; readonly summary: string};

const tables = [
	{table: 'tcp', transport: 'tcp', state: listening},
	{table: 'tcp6', transport: 'tcp', state: listening},
	{table: 'udp', transport: 'udp', state: unconnected},
	{table: 'udp6', transport: 'udp', state: unconnected},
] as const;

/** Listeners of TCP, sockets of UDP that are not connected, listeners at a path; none on other systems. */
export function addressesInUse(): readonly AddressInUse[] {
	const ports = tables.flatMap(({table, transport, state}) => rowsOf(table)
		.filter(row => row.state === state)
		.map(row => describe(transport, row))
		.toArray());
	const paths = [...readParts('/proc/net/unix')].join('').split('\n').flatMap(line => listeningPath(line) ?? []);
	const all = [...ports, ...paths.map(path => ({address: `unix:${path}`, summary: 'a Unix socket'}))];
	return all.filter(({address}, index) => all.findIndex(other => other.address === address) === index);
}

function describe(transport: 'tcp' | 'udp', {host, port}: Row): AddressInUse {
	const address = hostText(host);
	const summary = address === '0.0.0.0' || address === '::' ? 'in use on every interface' : `in use on ${address}`;
	return {address: `${transport}:${destination(address)}${port}`, summary};
}

/** The host of an address to connect to, with its colon; nothing where loopback is meant without saying. */
function destination(host: string): string {
	if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') {
		return '';
	}

	return host.includes(':') ? `[${host}]:` : `${host}:`;
}

/** `127.0.0.1` for `0100007F`, as a machine of this byte order prints it. */
export function hostText(hex: string, order: 'LE' | 'BE' = endianness()): string {
	const bytes = hex.match(/.{8}/gv)!.flatMap(word => {
		const read = word.match(/../gv)!;
		return order === 'LE' ? read.toReversed() : read;
	});
	if (bytes.length === 4) {
		return bytes.map(byte => Number.parseInt(byte, 16)).join('.');
	}

	const host = canonicalHost(bytes.join('').match(/.{4}/gv)!.join(':'));
	// The URL has the short form of IPv6 (RFC 5952).
	return host.includes(':') ? new URL(`http://[${host}]`).hostname.slice(1, -1) : host;
}

/**
The path in a line of a stream socket (type 1) that accepts connections (__SO_ACCEPTCON, as the kernel's unix_seq_show()
prints it).
*/
export function listeningPath(line: string): string | undefined {
	return /^\S+: \S+ \S+ 00010000 0001 \S+ +\d+ (?<path>.+)$/v.exec(line)?.groups?.['path'];
}
