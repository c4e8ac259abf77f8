import {canonicalHost, ipv4Parts, ipv6Groups} from '../../core/ip.ts';

/** One end of a conversation as packets name it. */
export type Host = {
	/** Four bytes, or sixteen. */
	readonly address: Uint8Array;
	readonly port: number;
	/** One text for each. */
	readonly key: string;
};

const loopback = {4: '127.0.0.1', 6: '::1'} as const;
const anywhere = {4: '0.0.0.0', 6: '::'} as const;

/**
The end that an event names, `127.0.0.1:4000` or `[::1]:4000`; undefined for what is no internet address. `*`, `0.0.0.0`
and `::` become the loopback address where the other end has one.
*/
export function hostOf(text: string, other = ''): Host | undefined {
	const split = splitEnd(text);
	const {host = '', port = -1} = split ?? {};
	if (split === undefined || port > 65_535) {
		return undefined;
	}

	if (host !== '*' && !isAnywhere(host)) {
		return numericHost(host, port);
	}

	const there = canonicalHost(splitEnd(other)?.host ?? '');
	const family = there.includes(':') || (host === '::' && ipv4Parts(there) === undefined) ? 6 : 4;
	const isNear = there.startsWith('127.') || there === canonicalHost('::1');
	return numericHost((isNear ? loopback : anywhere)[family], port);
}

function splitEnd(text: string): {readonly host: string; readonly port: number} | undefined {
	const found = /^(?:\[(?<six>[^\]]+)\]|(?<host>[^:]+)):(?<port>\d{1,5})$/v.exec(text)?.groups;
	return found === undefined ? undefined : {host: found['six'] ?? found['host'] ?? '', port: Number(found['port'])};
}

function isAnywhere(host: string): boolean {
	return [canonicalHost('::'), '0.0.0.0'].includes(canonicalHost(host));
}

function numericHost(host: string, port: number): Host | undefined {
	const canonical = canonicalHost(host);
	const parts = ipv4Parts(canonical);
	const groups = parts === undefined ? ipv6Groups(canonical) : undefined;
	const address = parts ?? groups?.flatMap(group => [group >> 8, group & 0xFF]);
	return address && {address: Uint8Array.from(address), port, key: `${address.join('.')}:${port}`};
}
