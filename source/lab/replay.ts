import type {RecordingReader, Step} from '../formats/read/steps.ts';
import type {Journal} from './journal.ts';

/** Tells a journal what a recording says happened, at the times it says, piece by piece; answers how many events those were. */
export async function replay(journal: Journal, reader: RecordingReader, pieces: AsyncIterable<Uint8Array>): Promise<number> {
	let events = 0;
	for await (const piece of pieces) {
		events += tell(journal, reader.read(piece));
		if (reader.isOver) {
			break;
		}
	}

	return events + tell(journal, reader.end());
}

function tell(journal: Journal, steps: Iterable<Step>): number {
	let events = 0;
	for (const step of steps) {
		if (step.kind === 'pair') {
			journal.pair(...step.parties);
		} else {
			journal.record(step.party, step.fact, step.bytes, step.time);
			events++;
		}
	}

	return events;
}
