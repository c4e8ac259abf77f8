import {exportBytes} from '../../core/export-bytes.ts';
import {limits} from '../../core/limits.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {yesNo} from '../../language/kinds.ts';
import type {Conversation} from '../../lab/entries/entry.ts';
import type {Target} from '../../language/verb.ts';
import {sendNoted} from '../acting.ts';
import {definePaneVerb} from '../define.ts';
import type {Outcome} from '../outcome.ts';
import {findConversation, outcomeOf} from '../targets.ts';

/** Sends marked bytes again. */
export const resend = definePaneVerb({
	name: 'resend',
	parameters: {},
	options: {edit: {kind: yesNo, summary: 'put the line that would send them into the prompt'}},
	summary: 'send the marked bytes, or the block at the cursor, again',
	example: 'c1 resend edit=yes',
	details: ['Without a name they go through the connection that sent them.'],
	onEndpoint: true,
	onRecordings: false,
	run({lab, pane, viewport}, {options}, target) {
		const selected = pane.selected(viewport, limits.range_bytes);
		if (isProblem(selected)) {
			return selected;
		}

		const {held} = selected;
		const bytes = Uint8Array.from(held.read(0, held.length));
		held.release();
		const name = target.name ?? selected.endpoint;
		const through: Target = {name, line: `${name} resend`, places: {}};
		const entry = findConversation(lab, through);
		if (isProblem(entry)) {
			return entry;
		}

		if (options.edit === true) {
			return edit(entry, bytes, name);
		}

		const [refusal] = sendNoted(lab, {through: [entry], bytes}, () => entry.send(bytes));
		return outcomeOf(refusal, through);
	},
});

/** Puts the line that would send the bytes into the prompt of the connection's pane. */
function edit(entry: Conversation, bytes: Uint8Array, name: string): Outcome {
	const text = `/${name} send ${exportBytes(bytes, 'escaped')}`;
	return text.length > limits.line_characters
		? problem('these bytes are too many for a line', undefined, '`resend` sends them as they are')
		: {request: {type: 'edit', pane: entry.side, text}};
}
