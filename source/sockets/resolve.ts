import dns from 'node:dns/promises';
import net from 'node:net';
import type {Address} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {descriptorShortage} from './descriptors.ts';
import {explainErrno} from './errno.ts';
import {failedFact, type Family} from './socket-facts.ts';

/** An address the system takes as it is: numeric, or a path. */
export type Resolved = {
	readonly address: Address;
	/** Bound for IPv6 only; without it, `::` takes IPv4 too (dual stack, ipv6(7)). */
	readonly v6only: boolean;
};

/**
The numeric addresses of `address`, in the order the system prefers. A name is looked up with getaddrinfo(3), which is
told as a fact; `*` becomes the wildcard of its family, dual stack unless a family was forced. Empty when the lookup
failed, which was told too.
*/
export async function resolveAddress(address: Address, tell: (fact: Fact) => void): Promise<Resolved[]> {
	if (address.transport === 'unix') {
		return [{address, v6only: false}];
	}

	if (address.host === '*') {
		return [{address: {...address, host: address.family === 4 ? '0.0.0.0' : '::'}, v6only: address.family === 6}];
	}

	if (net.isIP(address.host) !== 0) {
		return [{address, v6only: address.family === 6}];
	}

	// Without a file descriptor getaddrinfo(3) cannot read /etc/hosts nor ask anybody, and says that there is no such
	// host.
	try {
		const found = await dns.lookup(address.host, {all: true, family: address.family ?? 0});
		tell({event: 'getaddrinfo', args: address.host, result: found.map(each => each.address).join(', ')});
		return found.map(each => ({address: {...address, host: each.address}, v6only: false}));
	} catch (error) {
		const shortage = descriptorShortage(1);
		const message = shortage === undefined ? {} : {message: explainErrno(shortage, 'getaddrinfo', '')!};
		tell(failedFact('getaddrinfo', address.host, error, message));
		return [];
	}
}

/** The family of a numeric address, or of a path. Node's expression for IPv6 takes 8 ms to compile, that for IPv4 1. */
export function familyOf(address: Address): Family {
	if (address.transport === 'unix') {
		return 'unix';
	}

	return net.isIPv4(address.host) ? 4 : 6;
}
