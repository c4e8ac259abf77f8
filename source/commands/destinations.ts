import {isWildcard, type Address} from '../core/address.ts';
import {problem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import type {Entry} from '../lab/registry.ts';
import type {Target} from '../language/verb.ts';
import {atPlace} from './places.ts';

/** The address that is meant, when it may be written as the name of an endpoint of this session. */
export function addressOf(lab: Lab, given: Address | {readonly name: string}, target: Target): Address | Problem {
	if (!('name' in given)) {
		return given;
	}

	const entry = lab.registry.get(given.name);
	const address = entry === undefined ? undefined : reachable(entry);
	return address ?? atPlace(problem(`no endpoint is called ${given.name}`, undefined, 'write an address such as tcp:4000'), target, 'address');
}

/** Where an endpoint can be reached from this machine. */
function reachable(entry: Entry): Address | undefined {
	switch (entry.kind) {
		case 'listener': {
			return onLoopback(entry.address);
		}

		case 'datagram': {
			return entry.endpoint === undefined ? undefined : onLoopback(entry.endpoint.local);
		}

		case 'peer': {
			return entry.address;
		}

		case 'connection': {
			return undefined;
		}
	}
}

/** An endpoint on every interface is reached over loopback. */
function onLoopback(address: Address): Address {
	return address.transport !== 'unix' && isWildcard(address)
		? {...address, host: address.host === '::' || address.family === 6 ? '::1' : '127.0.0.1'}
		: address;
}
