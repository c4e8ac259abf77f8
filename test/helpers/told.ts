/** What a reader makes of a file: `c1 send 5`, `sockplay error line 1: …`. */
import type {RecordingReader, ReplayStep} from '../../source/formats/read/steps.ts';

/**
Reads a file in pieces of so many bytes.

@yields what it says happened.
*/
export function * stepsOf(reader: RecordingReader, file: Uint8Array, piece_bytes = file.length): Generator<ReplayStep, void> {
	for (let at = 0; at < file.length; at += piece_bytes) {
		yield * reader.read(file.subarray(at, at + piece_bytes));
	}

	yield * reader.end();
}

/** The events, in words. */
export function told(reader: RecordingReader, text: string, piece_bytes?: number): string[] {
	const steps = [...stepsOf(reader, new TextEncoder().encode(text), piece_bytes)];
	return steps.flatMap(step => step.kind === 'event' ? [[step.source.name, step.fact.event, step.fact.message ?? step.bytes?.length ?? ''].join(' ').trimEnd()] : []);
}
