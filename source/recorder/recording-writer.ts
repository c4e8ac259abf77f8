import {isProblem} from '../core/problem.ts';
import {Chunks} from '../formats/chunks.ts';
import type {EndpointAddresses, Format, Selection} from '../formats/format.ts';
import {formatOf, type FormatEntry} from '../formats/table.ts';
import type {Batch} from './batch.ts';
import {readBatch} from './batch-reader.ts';
import {FileWriter} from './file-writer.ts';
import type {Output} from './output.ts';
import type {RecorderObserver, RecordingSink} from './recorder.ts';

type WriterSettings = {readonly output: Output; readonly only: Selection};
type PathSettings = WriterSettings & {readonly path: string};

/**
Encodes batches in the format that the ending of the path names. Throws a TypeError for an ending that names none.
*/
export function recordingWriterFor({path, ...settings}: PathSettings, observer: RecorderObserver): RecordingWriter {
	const format = formatOf(path);
	if (isProblem(format)) {
		throw new TypeError(format.message);
	}

	return new RecordingWriter({...settings, format}, observer);
}

/** Encodes batches in a format and writes them to a file. */
export class RecordingWriter implements RecordingSink {
	readonly #format: Format;
	readonly #file: FileWriter;
	readonly #observer: RecorderObserver;
	readonly #addresses = new Map<string, EndpointAddresses>();

	constructor({format, output, only}: WriterSettings & {readonly format: FormatEntry}, observer: RecorderObserver) {
		const chunks = new Chunks({isStable: true});
		this.#observer = observer;
		this.#format = format.make({chunks, only, addresses: name => this.#addresses.get(name), tell: observer.tell});
		this.#file = new FileWriter(chunks, output, observer.failed);
		this.#file.flush();
	}

	write(batch: Batch): void {
		readBatch(batch, {
			event: (event, bytes, isLeftOut) => {
				if (isLeftOut) {
					this.#format.skip(event);
				} else {
					this.#format.add(event, bytes);
				}
			},
			addresses: ({name, addresses}) => {
				if (addresses === undefined) {
					this.#addresses.delete(name);
				} else {
					this.#addresses.set(name, addresses);
				}
			},
		});
		this.#file.flush(() => {
			this.#observer.written(this.#file.written_bytes);
		});
	}

	async end(): Promise<number> {
		this.#format.end();
		await this.#file.end();
		return this.#file.written_bytes;
	}

	endNow(): void {
		this.#format.end();
		this.#file.endNow();
	}
}
