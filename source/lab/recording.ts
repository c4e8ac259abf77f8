import {Chunks} from '../formats/chunks.ts';
import {FileWriter} from '../formats/file-writer.ts';
import {isSelected, type Format, type Selection} from '../formats/format.ts';
import type {Output} from '../formats/output.ts';
import type {FormatEntry} from '../formats/table.ts';
import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import {endsOf} from './ends.ts';
import type {Lab} from './lab.ts';
import type {Source} from './journal.ts';

export type RecordingSettings = {
	readonly lab: Lab;
	readonly format: FormatEntry;
	readonly output: Output;
	/** As the person wrote it. */
	readonly path: string;
	readonly only: Selection;
	/** It has ended, asked to or because the system refused to write. */
	readonly ended?: () => void;
};

const source: Source = {name: 'sockplay', side: 'client'};

/**
Writes every event of a lab to a file as it happens.

Never waits for the disk. While much waits for it, streams are not read; what can't be made to wait and no longer fits (datagrams, and the rest in the end) is left out, counted and told. A disk that is full ends the recording with an event.
*/
export class Recording {
	readonly path: string;
	readonly #lab: Lab;
	readonly #chunks = new Chunks();
	readonly #format: Format;
	readonly #repeats: boolean;
	readonly #writer: FileWriter;
	readonly #only: Selection;
	readonly #stopListening: () => void;
	readonly #ended: () => void;
	readonly #told = new Set<string>();
	#full = false;
	#leftOut = 0;
	/** Events in the file, or on their way to it. */
	events = 0;

	constructor({lab, format, output, path, only, ended}: RecordingSettings) {
		this.#lab = lab;
		this.#ended = ended ?? (() => undefined);
		this.path = path;
		this.#only = only;
		this.#repeats = format.repeats;
		this.#format = format.make({chunks: this.#chunks, ends: name => endsOf(lab, name), only, tell: message => {
			this.#tellOnce(message);
		}});
		this.#writer = new FileWriter(this.#chunks, output, {
			full: isFull => {
				this.#setFull(isFull);
			},
			failed: (errno, written_bytes) => {
				this.#stopListening();
				lab.journal.record(source, {event: 'error', errno, message: `the recording stopped: ${path} has ${formatSize(written_bytes)}, whole up to there`});
				this.#ended();
			},
		});
		this.#stopListening = lab.journal.subscribe(event => {
			this.#hear(event);
		});
		this.#writer.touch();
	}

	/** Bytes in the file. */
	get written_bytes(): number {
		return this.#writer.written_bytes;
	}

	/** Writes what is left; the file is whole then. */
	async end(): Promise<void> {
		this.#stopListening();
		this.#format.end();
		await this.#writer.end();
		if (this.#full) {
			this.#setFull(false);
		}

		this.#ended();
	}

	/** The same at once: the process ends. */
	endNow(): void {
		this.#stopListening();
		this.#format.end();
		this.#writer.endNow();
	}

	#hear(event: LabEvent): void {
		if (!isSelected(event, this.#only)) {
			return;
		}

		const isBytes = event.data !== undefined && event.bytes !== 0;
		const isTooMuch = isBytes && this.#writer.waiting_bytes > (this.#lab.isDatagram(event.endpoint) ? limits.recording_full_bytes : limits.recording_waiting_bytes);
		if (isTooMuch) {
			this.#leftOut++;
			this.#format.skip(event);
		} else {
			this.events++;
			const isRepeated = event.seenAtPeer === true && !this.#repeats;
			this.#format.add(event, isRepeated ? undefined : this.#lab.journal.bytes(event));
		}

		this.#writer.touch();
	}

	#setFull(isFull: boolean): void {
		this.#full = isFull;
		this.#lab.setOutputFull(isFull, 'recording');
		if (!isFull && this.#leftOut > 0) {
			const count = this.#leftOut;
			this.#leftOut = 0;
			this.#lab.journal.record(source, {event: 'lost', result: count, message: `${formatCount(count)} sends and recvs are in ${this.path} without their bytes: the disk was slower`});
		}
	}

	/** Once for each sentence; after the event that gave rise to it. */
	#tellOnce(message: string): void {
		if (!this.#told.has(message)) {
			this.#told.add(message);
			setImmediate(() => {
				this.#lab.journal.record(source, {event: 'note', message});
			});
		}
	}
}
