import {Buffer} from 'node:buffer';
import {isProblem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';
import type {Lab} from '../lab/lab.ts';
import {sendNoted} from './acting.ts';
import type {Outcome} from './outcome.ts';
import {readOnly} from './read-only.ts';
import {findConversation, outcomeOf} from './targets.ts';

/**
Sends text typed in a pane, as it is, with the line ending of the connection it goes to. Pasted lines that end with one
of their own get no other.
*/
export function sendTyped(lab: Lab, text: string, pane: string): Outcome {
	const {recording} = lab.openings;
	if (recording !== undefined) {
		return readOnly(recording, {start: 0, end: text.length});
	}

	const target: Target = {line: text, pane, places: {}};
	const entry = findConversation(lab, target);
	if (isProblem(entry)) {
		return entry;
	}

	const eol = text.endsWith('\n') ? '' : entry.eol;
	const bytes = Buffer.from(text + eol);
	const [refusal] = sendNoted(lab, {through: [entry], bytes}, () => entry.send(bytes));
	return outcomeOf(refusal, target);
}
