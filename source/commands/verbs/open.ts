import {isProblem, problem} from '../../core/problem.ts';
import {openRegular} from '../../files/regular.ts';
import {systemErrorText} from '../../files/messages.ts';
import {readerFor} from '../../formats/read/open-recording.ts';
import {path} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {orOff} from '../or-off.ts';
import {atPlace} from '../places.ts';

/** So much is read from the disk at once. */
const piece_bytes = 512 * 1024;

/** Shows a recording as if it happened now, with the times it had. */
export const open = defineVerb({
	name: 'open',
	parameters: {file: {name: 'FILE|off', kind: orOff(path)}},
	options: {},
	summary: 'look at a recording: .pcapng .pcap .jsonl .hex',
	example: 'open talk.pcapng',
	synonyms: {load: 'open', read: 'open'},
	details: [
		'A capture of other tools, too: TCP is put together as streams, UDP told by peer, over Ethernet, loopback, Linux cooked or raw IP.',
		'Clients are who began. It is to be looked at only: nothing is sent anywhere.',
		'Of a long file the newest events are kept. open off stops reading, and so does Esc; what was read stays.',
	],
	onEndpoint: false,
	async run(lab, {file}, target) {
		if (file === 'off') {
			lab.openings.current?.stop();
			return lab.openings.current === undefined ? {text: ['no file is being read']} : done;
		}

		const reader = readerFor(file, letter => lab.registry.newName(letter));
		if (isProblem(reader)) {
			return atPlace(reader, target, 'file');
		}

		const handle = await openRegular(file);
		if (isProblem(handle)) {
			return atPlace(handle, target, 'file');
		}

		try {
			const {size} = await handle.stat();
			if (lab.openings.current !== undefined) {
				await handle.close();
				const message = `${lab.openings.current.path} is being read`;
				return atPlace(problem(message, undefined, 'open off stops that'), target, 'file');
			}

			const pieces = handle.createReadStream({highWaterMark: piece_bytes});
			const notes = await lab.openings.read({path: file, size_bytes: size, reader}, pieces);
			return {text: [`${file}: ${notes.join('; ')}`], ...(reader.mistakes > 0 && {refused: true})};
		} catch (error) {
			return atPlace(problem(`${file} cannot be read: ${systemErrorText(error)}`), target, 'file');
		}
	},
});
