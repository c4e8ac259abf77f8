import {isWildcard, type Address} from '../core/address.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import type {Entry} from '../lab/registry.ts';
import type {Target} from '../language/verb.ts';
import {atPlace} from './places.ts';

/** The address that is meant, when it may be written as the name of an endpoint of this session. */
export function addressOf(lab: Lab, given: Address | {readonly name: string}, target: Target): Address | Problem {
	const address = 'name' in given ? addressOfNamed(lab, given.name) : given;
	const found = isProblem(address) || !isNowhere(address) ? address : problem('nobody can be reached at port 0');
	return isProblem(found) ? atPlace(found, target, 'address') : found;
}

function addressOfNamed(lab: Lab, name: string): Address | Problem {
	const entry = lab.registry.get(name);
	const hint = 'write an address such as tcp:4000';
	return entry === undefined
		? problem(`no endpoint is called ${name}`, undefined, hint)
		: reachable(entry) ?? problem(`nobody can be reached at ${name}`, undefined, hint);
}

/** UDP has no port 0: what is sent there is refused with EINVAL (udp(7)); TCP answers as it would on any port where nobody listens. */
function isNowhere(address: Address): boolean {
	return address.transport === 'udp' && address.port === 0;
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
