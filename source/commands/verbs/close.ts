import {isProblem, problem, type Problem} from '../../core/problem.ts';
import type {Target} from '../../language/verb.ts';
import type {Entry} from '../../lab/entries/entry.ts';
import type {Lab} from '../../lab/lab.ts';
import {findAll} from '../all.ts';
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
		'A listener that is closed keeps the connections it has accepted; all close closes connections, not listeners.',
		'While a recording is looked at, close comes back to the live session.',
	],
	onEndpoint: true,
	onAll: true,
	onRecordings: true,
	run(lab, _args, target) {
		if (lab.openings.recording !== undefined) {
			lab.openings.close();
			return done;
		}

		const entries = findAll<Entry>(lab, target, conversation => conversation, findClosable);
		if (isProblem(entries)) {
			return entries;
		}

		for (const entry of entries) {
			entry.close();
		}

		return done;
	},
});

function findClosable(lab: Lab, target: Target): Entry | Problem {
	const entry = findEntry(lab, target);
	if (isProblem(entry) || entry.alive || entry.state === 'opening') {
		return entry;
	}

	return endedProblem(lab, entry, target) ?? problem(`${entry.name} is closed already`, placeOf(target));
}
