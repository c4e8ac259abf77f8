import type {Lab} from '../lab/lab.ts';
import {isProblem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';
import {done, type Outcome} from './outcome.ts';
import {findReceiver} from './targets.ts';

/** The person's own hold of a stream or UDP socket, and its end. */
export function changeHold(lab: Lab, change: 'hold' | 'resume', target: Target): Outcome {
	const receiver = findReceiver(lab, target);
	if (isProblem(receiver)) {
		return receiver;
	}

	receiver[change]();
	return done;
}
