import type {Lab} from '../lab/lab.ts';
import type {Target} from '../language/verb.ts';
import {done, type Outcome} from './outcome.ts';
import {findHoldable, notOpen} from './targets.ts';

/** The person's own hold of a stream or UDP socket, and its end. */
export function changeHold(lab: Lab, change: 'hold' | 'resume', target: Target): Outcome {
	const entry = findHoldable(lab, target);
	if (entry.kind === 'problem') {
		return entry;
	}

	const refusal = notOpen(entry, target);
	if (refusal === undefined) {
		entry[change]('person');
	}

	return refusal ?? done;
}
