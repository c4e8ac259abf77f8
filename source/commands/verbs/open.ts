import {isProblem, problem} from '../../core/problem.ts';
import {formatCount} from '../../core/quantities.ts';
import {openRegular} from '../../files/regular.ts';
import {tellRefusal} from '../../files/words.ts';
import {readerFor} from '../../formats/read/open-recording.ts';
import {replay} from '../../lab/replay.ts';
import {path} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {atPlace} from '../places.ts';

/** So much is read before the sockets and the screen have their turn. */
const piece_bytes = 512 * 1024;

/** Shows a recording as if it happened now, with the times it had. */
export const open = defineVerb({
	name: 'open',
	parameters: {file: {name: 'FILE', kind: path}},
	options: {},
	summary: 'look at a recording: .pcapng .pcap .jsonl .hex',
	example: 'open talk.pcapng',
	details: [
		'A capture of other tools, too: TCP is put together as streams, UDP told by peer, over Ethernet, loopback, Linux cooked or raw IP.',
		'Clients are who began. It is to be looked at only: nothing is sent anywhere.',
	],
	onEndpoint: false,
	async run(lab, {file}, target) {
		const reader = readerFor(file, letter => lab.registry.newName(letter));
		if (isProblem(reader)) {
			return atPlace(reader, target, 'file');
		}

		const handle = await openRegular(file);
		if (isProblem(handle)) {
			return atPlace(handle, target, 'file');
		}

		try {
			const events = await replay(lab.journal, reader, handle.createReadStream({highWaterMark: piece_bytes}));
			return {text: [`${file}: ${[`${formatCount(events)} events`, ...reader.remarks].join('; ')}`], ...(reader.mistakes > 0 && {refused: true})};
		} catch (error) {
			return atPlace(problem(`${file} cannot be read: ${tellRefusal(error)}`), target, 'file');
		}
	},
});
