import type {Address} from '../../core/address.ts';
import {isNumericHost} from '../../core/ip.ts';
import {problem, type Problem} from '../../core/problem.ts';

/** A problem without a place when a socket bound to `local` cannot send to an address, which is of another family. */
export function familyProblem(name: string, local: Address, to: Address): Problem | undefined {
	const [own, given] = [familyOf(local), familyOf(to)];
	return given !== undefined && given !== own
		? problem(`${name} is an ${own} socket, this is an ${given} address`)
		: undefined;
}

/** Nothing for a name: the socket looks it up for its own family. */
function familyOf(address: Address): 'IPv4' | 'IPv6' | undefined {
	if (address.transport === 'unix' || !isNumericHost(address.host)) {
		return undefined;
	}

	return address.host.includes(':') ? 'IPv6' : 'IPv4';
}
