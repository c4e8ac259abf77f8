import type {Address} from '../core/address.ts';
import {isProblem, problem} from '../core/problem.ts';
import {address} from '../language/kinds.ts';
import type {Target} from '../language/verb.ts';
import type {Lab} from '../lab/lab.ts';
import {done, type Outcome} from './outcome.ts';
import {atPlace} from './places.ts';
import {findUdpSocket} from './targets.ts';

/** The parameter of both verbs. */
export const group = {name: 'ADDRESS', kind: address} as const;

/** Joins or leaves a multicast group: 224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291). The port is not used. */
export function changeMembership(lab: Lab, change: 'join' | 'leave', wanted: Address, target: Target): Outcome {
	const socket = findUdpSocket(lab, target);
	if (isProblem(socket)) {
		return socket;
	}

	if (wanted.transport === 'unix' || !isMulticast(wanted.host)) {
		const found = problem('not a multicast address', undefined, 'they are 224.0.0.0 to 239.255.255.255, and ff00::/8');
		return atPlace(found, target, 'group');
	}

	socket[change](wanted);
	return done;
}

function isMulticast(host: string): boolean {
	const first = Number(host.split('.', 1)[0]);
	return host.includes(':') ? /^ff/iv.test(host) : first >= 224 && first <= 239;
}
