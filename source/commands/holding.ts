import type {Lab} from '../lab/lab.ts';
import {isProblem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';
import {done, type Outcome} from './outcome.ts';
import {findReceivers} from './all.ts';

/** The person's own hold of recv on a stream or UDP socket, or of accept on a listener, and its end. */
export async function changeHold(lab: Lab, change: 'hold' | 'resume', target: Target): Promise<Outcome> {
	const receivers = findReceivers(lab, target);
	if (isProblem(receivers)) {
		return receivers;
	}

	await Promise.all(receivers.map(async receiver => receiver[change]()));
	return done;
}
