import type {Lab} from '../lab/lab.ts';
import {isProblem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';
import {done, type Outcome} from './outcome.ts';
import {findReceivers} from './all.ts';

/** The person's own hold of a stream or UDP socket, and its end. */
export function changeHold(lab: Lab, change: 'hold' | 'resume', target: Target): Outcome {
	const receivers = findReceivers(lab, target);
	if (isProblem(receivers)) {
		return receivers;
	}

	for (const receiver of receivers) {
		receiver[change]();
	}

	return done;
}
