import {isProblem, problem} from '../../core/problem.ts';
import {filePieces} from '../../files/pieces.ts';
import {openRegular} from '../../files/regular.ts';
import {systemErrorText} from '../../files/messages.ts';
import {readerFor} from '../../formats/read/open-recording.ts';
import {visibleText} from '../../core/visible.ts';
import type {Lab} from '../../lab/lab.ts';
import {path} from '../../language/kinds.ts';
import type {Target} from '../../language/verb.ts';
import {defineVerb} from '../define.ts';
import {done, type Outcome} from '../outcome.ts';
import {orOff} from '../or-off.ts';
import {atPlace} from '../places.ts';

/** Looks at a recording, with the times it had; the live session continues. */
export const open = defineVerb({
	name: 'open',
	parameters: {file: {name: 'FILE|off', kind: orOff(path)}},
	options: {},
	summary: 'look at a recording: .pcapng .pcap .jsonl .hex',
	example: 'open talk.pcapng',
	synonyms: {load: 'open', read: 'open'},
	details: [
		'The panes show the recording, read only; the live session continues. close or Esc returns to it.',
		'A capture of other tools, too: TCP is put together as streams, UDP split by peer, over Ethernet, loopback, Linux cooked or raw IP.',
		'Clients are who began. view, find, filter, mark, copy, save and list work on what it has.',
		'Of a long file the newest events are kept. open off stops reading, what was read stays; then it closes the recording.',
	],
	onEndpoint: false,
	onRecordings: true,
	async run(lab, {file}, target) {
		return file === 'off' ? leave(lab) : look(lab, file, target);
	},
});

/** Stops reading; what is read already is left. */
function leave({openings}: Lab): Outcome {
	if (openings.current !== undefined) {
		openings.current.stop();
		return done;
	}

	if (openings.recording === undefined) {
		return {text: ['no recording is open']};
	}

	openings.close();
	return done;
}

async function look(lab: Lab, file: string, target: Target): Promise<Outcome> {
	const reader = readerFor(file);
	if (isProblem(reader)) {
		return atPlace(reader, target, 'file');
	}

	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return atPlace(handle, target, 'file');
	}

	try {
		const {size} = await handle.stat();
		const recording = {path: file, size_bytes: size, reader};
		const notes = await lab.openings.read(recording, memory => filePieces(handle, memory));
		return notes === undefined ? done : outcomeOf(file, notes, reader.mistakes);
	} catch (error) {
		return atPlace(problem(`${file} cannot be read: ${systemErrorText(error)}`), target, 'file');
	} finally {
		await handle.close();
	}
}

function outcomeOf(file: string, notes: readonly string[], mistakes: number): Outcome {
	const sentence = `${file}: ${notes.join('; ')}`;
	return {
		text: [sentence],
		request: {type: 'notice', notice: visibleText(sentence)},
		...(mistakes > 0 && {refused: true}),
	};
}
