import type {Batch} from './batch.ts';
import {readBatch} from './batch-reader.ts';
import {Chunks} from './chunks.ts';
import {FileWriter} from './file-writer.ts';
import type {Ends, Format, Selection} from './format.ts';
import type {Output} from './output.ts';
import type {RecorderObserver, RecordingLine} from './recorder.ts';
import type {FormatEntry} from './table.ts';

export type ScribeSettings = {readonly format: FormatEntry; readonly output: Output; readonly only: Selection};

/** Makes a format of batches and writes it. */
export class Scribe implements RecordingLine {
	readonly #format: Format;
	readonly #writer: FileWriter;
	readonly #observer: RecorderObserver;
	readonly #ends = new Map<string, Ends>();

	constructor({format, output, only}: ScribeSettings, observer: RecorderObserver) {
		const chunks = new Chunks({isLent: true});
		this.#observer = observer;
		this.#format = format.make({chunks, only, ends: name => this.#ends.get(name), tell: observer.tell});
		this.#writer = new FileWriter(chunks, output, observer.failed);
		this.#writer.flush();
	}

	take(batch: Batch): void {
		readBatch(batch, {
			event: (event, bytes, isLeftOut) => {
				if (isLeftOut) {
					this.#format.skip(event);
				} else {
					this.#format.add(event, bytes);
				}
			},
			ends: ({name, ends}) => {
				if (ends === undefined) {
					this.#ends.delete(name);
				} else {
					this.#ends.set(name, ends);
				}
			},
		});
		this.#writer.flush(() => {
			this.#observer.took(this.#writer.written_bytes);
		});
	}

	async end(): Promise<number> {
		this.#format.end();
		await this.#writer.end();
		return this.#writer.written_bytes;
	}

	endNow(): void {
		this.#format.end();
		this.#writer.endNow();
	}
}
