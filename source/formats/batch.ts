/** What happened, packed to be handed to another thread as a whole: numbers and bytes in one piece of memory that both threads see, the rest beside it. */
import type {LabEvent} from '../core/events.ts';
import type {Ends} from './format.ts';

/** What an endpoint's ends are from here on; undefined when it is none, or no longer. */
export type EndsNote = {readonly name: string; readonly ends: Ends | undefined};

export type Batch = {
	/** Records, each at a multiple of eight: its numbers, then its bytes. */
	readonly memory: SharedArrayBuffer;
	readonly used_bytes: number;
	/** The names that records speak of by their places. */
	readonly names: readonly string[];
	/** Events that are no plain send or recv, in order. */
	readonly events: readonly LabEvent[];
	readonly ends: readonly EndsNote[];
};

export const batch_bytes = 1024 * 1024;

/** The numbers of a record: what it is, how it is meant, how many bytes follow, and those of a plain send or recv. NaN stands for a number that there is none of. */
export const field = {kind: 0, flags: 1, length: 2, seq: 3, time: 4, asked: 5, result: 6, bytes: 7, offset: 8, queued: 9, endpoint: 10, peer: 11, remote: 12} as const;
export const record_bytes = 13 * 8;
export const kinds = {plain: 0, event: 1, ends: 2} as const;
/** Added up. `leftOut`: the bytes crossed but are not here; `present`: they are here, perhaps none. */
export const flag = {send: 1, client: 2, datagram: 4, seenAtPeer: 8, data: 16, leftOut: 32, present: 64} as const;

/** Fills batches. */
export class BatchPacker {
	#memory: SharedArrayBuffer;
	#numbers: Float64Array;
	#bytes: Uint8Array;
	#names = new Map<string, number>();
	#events: LabEvent[] = [];
	#ends: EndsNote[] = [];
	/** Bytes in the batch that is being filled. */
	used_bytes = 0;

	constructor(memory: SharedArrayBuffer) {
		this.#memory = memory;
		this.#numbers = new Float64Array(memory);
		this.#bytes = new Uint8Array(memory);
	}

	/** Whether an event with so many bytes, and a note on its ends, still fit. */
	fits(count: number): boolean {
		return this.used_bytes + sizeFor(count) <= this.#memory.byteLength;
	}

	add(event: LabEvent, bytes: Uint8Array | undefined, isLeftOut = false): void {
		const flags = (bytes === undefined ? 0 : flag.present) + (isLeftOut ? flag.leftOut : 0);
		if (isPlain(event)) {
			this.#addPlain(event, flags, bytes?.length ?? 0);
		} else {
			this.#events.push(event);
			this.#begin(kinds.event, flags, bytes?.length ?? 0);
		}

		this.used_bytes += record_bytes;
		if (bytes !== undefined) {
			this.#bytes.set(bytes, this.used_bytes);
			this.used_bytes += padded(bytes.length);
		}
	}

	addEnds(note: EndsNote): void {
		this.#ends.push(note);
		this.#begin(kinds.ends, 0, 0);
		this.used_bytes += record_bytes;
	}

	/** What has been added; the next goes to other memory. */
	finish(memory: SharedArrayBuffer): Batch {
		const batch = {memory: this.#memory, used_bytes: this.used_bytes, names: this.#names.keys().toArray(), events: this.#events, ends: this.#ends};
		this.#memory = memory;
		this.#numbers = new Float64Array(memory);
		this.#bytes = new Uint8Array(memory);
		this.#names = new Map();
		this.#events = [];
		this.#ends = [];
		this.used_bytes = 0;
		return batch;
	}

	#begin(kind: number, flags: number, length: number): number {
		const numbers = this.#numbers;
		const at = this.used_bytes / 8;
		numbers[at + field.kind] = kind;
		numbers[at + field.flags] = flags;
		numbers[at + field.length] = length;
		return at;
	}

	#addPlain(event: LabEvent, flags: number, length: number): void {
		const numbers = this.#numbers;
		const at = this.#begin(kinds.plain, flags + flagsOf(event), length);
		numbers[at + field.seq] = event.seq;
		numbers[at + field.time] = event.time;
		numbers[at + field.asked] = event.asked ?? NaN;
		numbers[at + field.result] = event.result === undefined ? NaN : Number(event.result);
		numbers[at + field.bytes] = event.bytes ?? NaN;
		numbers[at + field.offset] = event.offset ?? NaN;
		numbers[at + field.queued] = event.queued ?? NaN;
		numbers[at + field.endpoint] = this.#place(event.endpoint);
		numbers[at + field.peer] = event.peer === undefined ? NaN : this.#place(event.peer);
		numbers[at + field.remote] = event.remote === undefined ? NaN : this.#place(event.remote);
	}

	#place(name: string): number {
		const known = this.#names.get(name);
		if (known !== undefined) {
			return known;
		}

		const place = this.#names.size;
		this.#names.set(name, place);
		return place;
	}
}

/** Memory for a batch in which so many bytes of one event have room. */
export function batchMemory(count = 0): SharedArrayBuffer {
	return new SharedArrayBuffer(Math.max(batch_bytes, sizeFor(count)));
}

/** Whether so many bytes of one event have room in a batch as large as they usually are. */
export function fitsBatch(count: number): boolean {
	return sizeFor(count) <= batch_bytes;
}

/** Numbers stand at multiples of eight. */
export function padded(count: number): number {
	return Math.ceil(count / 8) * 8;
}

function sizeFor(count: number): number {
	return (2 * record_bytes) + padded(count);
}

/** A send or recv of which there is nothing to say but numbers and names. */
function isPlain(event: LabEvent): boolean {
	return (event.event === 'send' || event.event === 'recv')
		&& typeof event.result !== 'string'
		&& event.errno === undefined
		&& event.args === undefined
		&& event.call === undefined
		&& event.local === undefined
		&& event.took_us === undefined
		&& event.way === undefined
		&& event.message === undefined
		&& event.mark === undefined;
}

function flagsOf({event, side, datagram, seenAtPeer, data}: LabEvent): number {
	return (event === 'send' ? flag.send : 0)
		+ (side === 'client' ? flag.client : 0)
		+ (datagram === true ? flag.datagram : 0)
		+ (seenAtPeer === true ? flag.seenAtPeer : 0)
		+ (data === undefined ? 0 : flag.data);
}
