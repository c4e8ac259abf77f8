import {setImmediate as nextTurn} from 'node:timers/promises';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatSize} from '../core/quantities.ts';
import {systemErrorText} from '../files/messages.ts';
import {filePieces} from '../files/pieces.ts';
import {openRegular} from '../files/regular.ts';
import {readerFor} from '../formats/read/open-recording.ts';
import type {RecordingReader} from '../formats/read/steps.ts';
import {RecordedEnds} from './recorded-ends.ts';

/** What a capture always says. */
const packetCount = /^[\d,]+ packets$/v;

export type Recording = {
	readonly ends: RecordedEnds;
	/** What the file has that was not understood, in sentences. */
	readonly notes: readonly string[];
};

/** Reads a recording as a whole; a problem when it cannot be read, is damaged, or has more than may be kept. */
export async function readRecording(file: string): Promise<Recording | Problem> {
	const reader = readerFor(file);
	if (isProblem(reader)) {
		return reader;
	}

	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return handle;
	}

	try {
		return await endsIn(file, reader, filePieces(handle, new Uint8Array(limits.recording_piece_bytes)));
	} catch (error) {
		return problem(`${file} cannot be read: ${systemErrorText(error)}`);
	} finally {
		await handle.close();
	}
}

async function endsIn(
	file: string,
	reader: RecordingReader,
	pieces: AsyncIterable<Uint8Array>,
): Promise<Recording | Problem> {
	const ends = new RecordedEnds();
	for await (const piece of pieces) {
		for (const step of reader.read(piece)) {
			ends.take(step);
		}

		if (ends.bytes > limits.replay_bytes) {
			const max = formatSize(limits.replay_bytes);
			return problem(`${file} has more than ${max} of recorded bytes, which is the most that is replayed`);
		}

		// Signals have their turn.
		await nextTurn();
	}

	for (const step of reader.end()) {
		ends.take(step);
	}

	return reader.mistakes === 0
		? {ends, notes: reader.notes.filter(note => !packetCount.test(note))}
		: problem(
			`${file} is damaged: ${reader.notes.join('; ')}`,
			undefined,
			`\`sockplay open ${file}\` shows what can be read`,
		);
}
