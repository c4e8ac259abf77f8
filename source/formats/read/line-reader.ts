import {Lines, type Line} from './lines.ts';
import {Mistakes} from './mistakes.ts';
import {ReaderWork} from './reader-work.ts';
import {readingStep, type RecordingReader, type ReplayStep} from './steps.ts';

/** Reads a file of text line by line. A line with a mistake is told and not shown; those behind it are read. */
export abstract class LineReader implements RecordingReader {
	readonly notes: string[] = [];
	readonly isOver = false;
	protected readonly faults = new Mistakes();
	readonly #lines: Lines;
	readonly #work = new ReaderWork();

	/** A line of more than `max_bytes` comes without its text. */
	constructor(max_bytes: number) {
		this.#lines = new Lines(max_bytes);
	}

	get mistakes(): number {
		return this.faults.count;
	}

	* read(bytes: Uint8Array): Generator<ReplayStep, void> {
		for (const line of this.#lines.read(bytes)) {
			if (this.#work.isEnoughWith(line.text?.length ?? 0)) {
				yield readingStep;
			}

			yield * this.line(line);
		}
	}

	* end(): Generator<ReplayStep, void> {
		for (const line of this.#lines.end()) {
			yield * this.line(line);
		}

		yield * this.rest();
		this.notes.push(...this.faults.notes('lines are'), ...this.furtherNotes());
	}

	/** What one line tells. */
	protected abstract line(line: Line): Iterable<ReplayStep>;
	/** What waited for further lines, after the last. */
	protected abstract rest(): Iterable<ReplayStep>;
	/** What is in the file and not shown, besides the mistakes. */
	protected abstract furtherNotes(): readonly string[];
}
