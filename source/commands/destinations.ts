import type {Address} from '../core/address.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import type {Registry} from '../lab/registry.ts';
import type {Target} from '../language/verb.ts';
import {atPlace} from './places.ts';

type Given = Address | {readonly name: string};

/** The address that is meant, when it may be written as the name of an endpoint of this session. */
export function addressOf(registry: Registry, given: Given, target: Target): Address | Problem {
	const address = 'name' in given ? addressOfNamed(registry, given.name) : given;
	const found = isProblem(address) || !isNowhere(address) ? address : problem('nobody can be reached at port 0');
	return isProblem(found) ? atPlace(found, target, 'address') : found;
}

function addressOfNamed(registry: Registry, name: string): Address | Problem {
	const entry = registry.get(name);
	const hint = 'write an address such as tcp:4000';
	return entry === undefined
		? problem(`no endpoint is called ${name}`, undefined, hint)
		: entry.reachableAt ?? problem(`nobody can be reached at ${name}`, undefined, hint);
}

/**
UDP has no port 0: what is sent there is refused with EINVAL (udp(7)); TCP answers as it would on any port where nobody
listens.
*/
function isNowhere(address: Address): boolean {
	return address.transport === 'udp' && address.port === 0;
}
