import {isProblem, problem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {endedProblem, findEntry, placeOf} from '../targets.ts';

/** close(2): FIN both ways; a listener stops listening, what it accepted stays open. */
export const close = defineVerb({
	name: 'close',
	parameters: {},
	options: {},
	summary: 'close: FIN both ways; a listener stops listening',
	example: 'c1 close',
	synonyms: {disconnect: 'close', hangup: 'close', kill: 'close'},
	details: [
		'What still waits to be sent goes first. Closing with bytes unread makes the system send RST instead of FIN.',
		'A listener that is closed keeps the connections it has accepted.',
		'While a recording is looked at, close comes back to the live session.',
	],
	onEndpoint: true,
	onRecordings: true,
	run(lab, _args, target) {
		if (lab.openings.recording !== undefined) {
			lab.openings.close();
			return done;
		}

		const entry = findEntry(lab, target);
		if (isProblem(entry)) {
			return entry;
		}

		if (!entry.alive && entry.state !== 'opening') {
			return endedProblem(lab, entry, target) ?? problem(`${entry.name} is closed already`, placeOf(target));
		}

		entry.close();
		return done;
	},
});
