import {quoteWord} from './escape.ts';
import {canonicalHost, ipv4Parts, isNumericHost} from './ip.ts';
import {visibleText} from './visible.ts';

const wildcards = new Set(['*', '0.0.0.0', canonicalHost('::')]);

/**
The address of an endpoint. It is written as `tcp://HOST:PORT`, `udp:PORT`, `unix:PATH`, `PORT`, `:PORT` or
`HOST:PORT`.
*/
export type InternetAddress = {
	readonly transport: 'tcp' | 'udp';
	/** A numeric address without brackets, a host name, or `*` for every interface. */
	readonly host: string;
	/** 0 to 65535; 0 lets the system choose. */
	readonly port: number;
	/** Forced by `tcp4`, `udp6`…; absent when the host decides. */
	readonly family?: 4 | 6;
};

/** A Unix domain socket: unix(7). */
export type UnixAddress = {
	readonly transport: 'unix';
	/** A path in the file system, or `@name` for a Linux abstract socket. */
	readonly path: string;
};

/** Any of them. */
export type Address = InternetAddress | UnixAddress;

/**
The form that logs and titles show, with unsafe characters escaped: `127.0.0.1:4000`, `[::1]:4000`, `*:4000`,
`unix:/tmp/x`.
*/
export function formatAddress(address: Address): string {
	return visibleText(address.transport === 'unix' ? `unix:${address.path}` : hostAndPort(address));
}

const texts = new WeakMap<Address, string>();

/** The same, made once for each object: for addresses that are asked for with every datagram. */
export function addressText(address: Address): string {
	const known = texts.get(address);
	if (known !== undefined) {
		return known;
	}

	const text = formatAddress(address);
	texts.set(address, text);
	return text;
}

/**
A word of the language that parses to this address: `tcp://127.0.0.1:4000`, `udp6://[::1]:4000`, `unix:///tmp/x`,
`unix:@name`, quoted where necessary.
*/
export function addressWord(address: Address): string {
	return quoteWord(address.transport === 'unix' ? unixUrl(address) : internetUrl(address));
}

/** Whether only this machine can reach it. Host names other than `localhost` are not looked up; they give false. */
export function isLoopback(address: Address): boolean {
	if (address.transport === 'unix') {
		return true;
	}

	const host = canonicalHost(address.host);
	return host === 'localhost' || host === canonicalHost('::1') || ipv4Parts(host)?.[0] === 127;
}

/** Whether it means every interface: `*`, `0.0.0.0`, `::`. */
export function isWildcard(address: Address): boolean {
	return address.transport !== 'unix' && wildcards.has(canonicalHost(address.host));
}

/** Where an endpoint is reached from this machine: over loopback when it is on every interface. */
export function onLoopback(address: Address): Address {
	return address.transport !== 'unix' && isWildcard(address)
		? {...address, host: address.host === '::' || address.family === 6 ? '::1' : '127.0.0.1'}
		: address;
}

/**
Whether both are the same address, in whatever notation: `[::1]` is `[0:0:0:0:0:0:0:1]`, and `::ffff:127.0.0.1` is
`127.0.0.1`.
*/
export function isSameAddress(one: Address, other: Address): boolean {
	return canonicalText(one) === canonicalText(other);
}

/**
Whether a datagram sent from (or to) this address belongs to the socket bound to `local`. A socket bound to every
interface matches by port; an IPv4 address may be written as an IPv6 one.
*/
export function isReachedAt(local: Address, address: Address): boolean {
	return local.transport !== 'unix' && address.transport !== 'unix' && local.port === address.port
		&& (local.host === address.host
			|| canonicalHost(local.host) === canonicalHost(address.host)
			|| (isWildcard(local) && isLoopback(address)));
}

/** The same text for every notation of an address. */
function canonicalText(address: Address): string {
	if (address.transport === 'unix') {
		return JSON.stringify(['unix', address.path]);
	}

	const host = canonicalHost(address.host);
	return JSON.stringify([address.transport, host, address.port, isNumericHost(host) ? 0 : address.family ?? 0]);
}

function unixUrl({path}: UnixAddress): string {
	return path.startsWith('/') ? `unix://${path}` : `unix:${path}`;
}

function internetUrl(address: InternetAddress): string {
	return `${address.transport}${address.family ?? ''}://${hostAndPort(address)}`;
}

function hostAndPort({host, port}: InternetAddress): string {
	return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
