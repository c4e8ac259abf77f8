import {batch_bytes, batchMemory, BatchPacker, fitsBatch} from '../formats/batch.ts';
import {isSelected, type Selection} from '../formats/format.ts';
import type {RecorderObserver, RecordingLine} from '../formats/recorder.ts';
import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import {endsOf, EndsLedger} from './ends.ts';
import type {Lab} from './lab.ts';
import type {Source} from './journal.ts';

export type RecordingSettings = {
	readonly lab: Lab;
	/** Opens the way to the file. */
	readonly open: (observer: RecorderObserver) => RecordingLine;
	/** As the person wrote it. */
	readonly path: string;
	readonly only: Selection;
	/** Whether the file has the bytes of a recv whose send, in this process, it has as well. */
	readonly repeats: boolean;
	/** It has ended, asked to or because the system refused to write. */
	readonly ended?: () => void;
};

const source: Source = {name: 'sockplay', side: 'client'};

/** So long a batch may wait to be full, in milliseconds. */
const gather_ms = 4;

/**
Hands every event of a lab to a recorder as it happens, with a copy of its bytes, in batches.

Never waits for the file. While much is on its way there, streams are not read; what can't be made to wait and no longer fits (datagrams, and the rest in the end) is left out, counted and told. A disk that is full ends the recording with an event.
*/
export class Recording {
	readonly path: string;
	readonly #lab: Lab;
	readonly #line: RecordingLine;
	readonly #repeats: boolean;
	readonly #only: Selection;
	readonly #stopListening: () => void;
	readonly #ended: () => void;
	readonly #told = new Set<string>();
	readonly #ends: EndsLedger;
	readonly #packer = new BatchPacker(batchMemory());
	/** What batches have been in: their memory is used again until the end, as many as were ever on their way. */
	readonly #spare: SharedArrayBuffer[] = [];
	/** Bytes of each batch that is on its way, the oldest first. */
	readonly #sent: number[] = [];
	#sent_bytes = 0;
	#timer: NodeJS.Timeout | undefined;
	#full = false;
	#leftOut = 0;
	/** Events in the file, or on their way to it. */
	events = 0;
	/** Bytes in the file. */
	written_bytes = 0;

	constructor({lab, open, path, only, repeats, ended}: RecordingSettings) {
		this.#lab = lab;
		this.#ended = ended ?? (() => undefined);
		this.path = path;
		this.#only = only;
		this.#repeats = repeats;
		this.#ends = new EndsLedger(name => endsOf(lab, name));
		this.#line = open({
			took: (memory, written_bytes) => {
				this.#took(memory, written_bytes);
			},
			failed: (errno, written_bytes) => {
				this.#failed(errno, written_bytes);
			},
			tell: message => {
				this.#tellOnce(message);
			},
		});
		this.#stopListening = lab.journal.subscribe(event => {
			this.#hear(event);
		});
	}

	/** Writes what is left; the file is whole then. */
	async end(): Promise<void> {
		this.#stop();
		this.written_bytes = await this.#line.end();
		this.#setFull(false);
		this.#ended();
	}

	/** The same at once: the process ends. */
	endNow(): void {
		this.#stop();
		this.#line.endNow();
	}

	#stop(): void {
		this.#stopListening();
		clearTimeout(this.#timer);
		this.#post();
	}

	#hear(event: LabEvent): void {
		if (!isSelected(event, this.#only)) {
			return;
		}

		const waiting_bytes = this.#sent_bytes + this.#packer.used_bytes;
		const isBytes = event.data !== undefined && event.bytes !== 0;
		const isTooMuch = isBytes && waiting_bytes > (this.#lab.isDatagram(event.endpoint) ? limits.recording_full_bytes : limits.recording_waiting_bytes);
		if (isTooMuch) {
			this.#leftOut++;
			this.#pack(event, undefined, true);
		} else {
			this.events++;
			const isRepeated = event.seenAtPeer === true && !this.#repeats;
			this.#pack(event, isRepeated ? undefined : this.#lab.journal.bytes(event), false);
		}

		if (waiting_bytes > limits.recording_full_bytes) {
			this.#setFull(true);
		}
	}

	#pack(event: LabEvent, bytes: Uint8Array | undefined, isLeftOut: boolean): void {
		const count = bytes?.length ?? 0;
		if (!this.#packer.fits(count)) {
			this.#post(count);
		}

		const note = this.#ends.news(event.endpoint);
		if (note !== undefined) {
			this.#packer.addEnds(note);
		}

		this.#packer.add(event, bytes, isLeftOut);
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#post();
		}, gather_ms);
	}

	/** Hands over what is packed; the next batch has room for an event with so many bytes. */
	#post(room_bytes = 0): void {
		const {used_bytes} = this.#packer;
		const memory = fitsBatch(room_bytes) ? this.#spare.pop() : undefined;
		const batch = this.#packer.finish(memory ?? batchMemory(room_bytes));
		if (used_bytes > 0) {
			this.#sent.push(used_bytes);
			this.#sent_bytes += used_bytes;
			this.#line.take(batch);
		}
	}

	#took(memory: SharedArrayBuffer, written_bytes: number): void {
		this.written_bytes = written_bytes;
		this.#sent_bytes -= this.#sent.shift() ?? 0;
		if (memory.byteLength === batch_bytes) {
			this.#spare.push(memory);
		}

		if (this.#sent_bytes < limits.recording_full_bytes / 2) {
			this.#setFull(false);
		}
	}

	#failed(errno: string, written_bytes: number): void {
		this.#stopListening();
		clearTimeout(this.#timer);
		this.written_bytes = written_bytes;
		this.#setFull(false);
		this.#lab.journal.record(source, {event: 'error', errno, message: `the recording stopped: ${this.path} has ${formatSize(written_bytes)}, whole up to there`});
		this.#ended();
	}

	#setFull(isFull: boolean): void {
		if (isFull === this.#full) {
			return;
		}

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
