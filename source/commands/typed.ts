import {Buffer} from 'node:buffer';
import type {Target} from '../language/verb.ts';
import type {Lab} from '../lab/lab.ts';
import {done, type Outcome} from './outcome.ts';
import {eolOf, sendThrough} from './conversation.ts';
import {findConversation, notOpen} from './targets.ts';

/** Sends text typed in a pane, as it is, with the line ending of the connection it goes to. */
export function sendTyped(lab: Lab, text: string, pane: string): Outcome {
	const target: Target = {line: text, pane, places: {}};
	const entry = findConversation(lab, target);
	return entry.kind === 'problem' ? entry : notOpen(entry, target) ?? sendThrough(entry, Buffer.from(text + eolOf(entry)), target) ?? done;
}
