import {isProblem, problem} from '../../core/problem.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import type {Lab} from '../../lab/lab.ts';
import {beginRecording} from '../begin-recording.ts';
import {defineVerb} from '../define.ts';
import type {Outcome} from '../outcome.ts';
import {orOff} from '../or-off.ts';
import {atPlace} from '../places.ts';
import {fileOptions, openRecordingFile, recordingPath} from '../recording-file.ts';

/** Writes everything that happens from now on to a file, as it happens. */
export const record = defineVerb({
	name: 'record',
	parameters: {file: {name: 'FILE|off', kind: orOff(recordingPath), optional: true}},
	options: fileOptions,
	summary: 'write everything from now on to a file, as it happens',
	example: 'record talk.pcapng',
	synonyms: {capture: 'record', rec: 'record'},
	details: [
		'.pcapng opens in Wireshark, .hex in text2pcap (or xxd, with endpoint= and direction=), .jsonl is what --json prints,',
		'.txt is the log with the bytes under it, .bin nothing but the bytes of one direction of one endpoint.',
		'record off ends it; so does the end of the program. record alone shows what is being recorded.',
	],
	onEndpoint: false,
	async run(lab, {file, options}, target) {
		if (file === undefined || file === 'off') {
			return file === undefined ? {text: [stateOf(lab)]} : stop(lab);
		}

		const busy = lab.recordings.current?.path ?? opening.get(lab);
		if (busy !== undefined) {
			return atPlace(problem(`${busy} is being recorded`, undefined, '`record off` ends that'), target, 'file');
		}

		opening.set(lab, file);
		try {
			const opened = await openRecordingFile(lab, file, options, target);
			if (isProblem(opened)) {
				return opened;
			}

			beginRecording(lab.recordings, file, opened);
			return {text: [stateOf(lab)]};
		} finally {
			opening.delete(lab);
		}
	},
});

/** Files that are being opened: a second line, meanwhile, would begin a recording that nobody ends. */
const opening = new WeakMap<Lab, string>();

async function stop({recordings}: Lab): Promise<Outcome> {
	const recording = recordings.current;
	await recordings.end();
	const text = recording === undefined
		? 'nothing was being recorded'
		: `recorded ${formatCount(recording.events)} events, ${formatSize(recording.written_bytes)}, to ${recording.path}`;
	return {text: [text]};
}

function stateOf({recordings: {current: recording}}: Lab): string {
	if (recording === undefined) {
		return 'nothing is being recorded; record FILE begins';
	}

	const {path, events, written_bytes} = recording;
	return `recording to ${path}: ${formatCount(events)} events, ${formatSize(written_bytes)} so far`;
}
