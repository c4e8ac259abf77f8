/**
What happened, packed to be handed to another thread as a whole: numbers in one piece of memory that both threads see,
the rest beside it. Bytes stay where they were stored; a batch says where.
*/
import {addressedCalls, type DataRef, type LabEvent} from '../core/events.ts';
import type {BlockLease} from '../core/block-lease.ts';
import type {EndpointAddresses} from '../formats/format.ts';

/** What an endpoint's ends are from here on; undefined when it is none, or no longer. */
export type AddressNote = {readonly name: string; readonly addresses: EndpointAddresses | undefined};

/** Which block of the store a piece of memory is. */
export type LeasedBlock = {readonly number: number; readonly memory: ArrayBufferLike};

export type Batch = {
	/** Records: the numbers of each, then where its bytes lie. */
	readonly numbers: SharedArrayBuffer;
	/** How many of them are used. */
	readonly used: number;
	/** The names that records speak of by their places. */
	readonly names: readonly string[];
	/** Events that are no plain send or recv, in order. */
	readonly events: readonly LabEvent[];
	readonly addresses: readonly AddressNote[];
	/** Every byte that a record speaks of is in one of these. */
	readonly blocks: readonly LeasedBlock[];
	/** Bytes of each block. */
	readonly block_bytes: number;
};

const batch_numbers = 32_768;
const number_bytes = 8;

/** Batches' memory that waits to be used again. */
const spare_batches = 64;

/**
The numbers of a record: what it is, how it is meant, in how many pieces its bytes lie, and those of a plain send or
recv. NaN stands for a number that there is none of. Each piece follows with its position and its length.
*/
export const field = {
	kind: 0,
	flags: 1,
	pieces: 2,
	seq: 3,
	time: 4,
	asked: 5,
	result: 6,
	bytes: 7,
	offset: 8,
	queued: 9,
	endpoint: 10,
	peer: 11,
	remote: 12,
} as const;
export const record_numbers = 13;
export const kinds = {plain: 0, event: 1, addresses: 2} as const;
/**
Bits. `leftOut`: the bytes crossed but are not here; `present`: they are here, perhaps none; `addressed`: the call is a
sendto or recvfrom.
*/
export const flag = {
	send: 1,
	client: 2,
	datagram: 4,
	seenAtPeer: 8,
	data: 16,
	leftOut: 32,
	present: 64,
	addressed: 128,
} as const;

/**
What the numbers of batches are in: used again by the next batch and the next recording. The garbage collector does not
run on account of memory that threads share, so that 256 KiB for each `record` would stay until it runs for another
reason.
*/
export class BatchMemory {
	readonly #spare: SharedArrayBuffer[] = [];

	take(): SharedArrayBuffer {
		return this.#spare.pop() ?? new SharedArrayBuffer(batch_numbers * number_bytes);
	}

	/** Nobody reads it any more. */
	give(memory: SharedArrayBuffer): void {
		if (this.#spare.length < spare_batches) {
			this.#spare.push(memory);
		}
	}
}

/** Fills batches. */
export class BatchPacker {
	readonly #memory: BatchMemory;
	#numbers: Float64Array<SharedArrayBuffer>;
	#names = new Map<string, number>();
	#events: LabEvent[] = [];
	#addresses: AddressNote[] = [];
	/** Numbers in the batch that is being filled. */
	used = 0;

	constructor(memory = new BatchMemory()) {
		this.#memory = memory;
		this.#numbers = new Float64Array(memory.take());
	}

	/** Whether an event in so many pieces, and two notes on ends, still fit; into an empty batch those of any recv do. */
	fits(pieces: number): boolean {
		return this.used + (3 * record_numbers) + (2 * pieces) <= this.#numbers.length;
	}

	/** `pieces` say where its bytes lie; undefined when it has none, or they are left out. */
	add(event: LabEvent, pieces: readonly DataRef[] | undefined, isLeftOut = false): void {
		const flags = (pieces === undefined ? 0 : flag.present) | (isLeftOut ? flag.leftOut : 0);
		if (isPlain(event)) {
			this.#addPlain(event, flags);
		} else {
			this.#events.push(event);
			this.#begin(kinds.event, flags);
		}

		this.#numbers[this.used + field.pieces] = pieces?.length ?? 0;
		this.used += record_numbers;
		for (const {at, length} of pieces ?? []) {
			this.#numbers[this.used] = at;
			this.#numbers[this.used + 1] = length;
			this.used += 2;
		}
	}

	addAddresses(note: AddressNote): void {
		this.#addresses.push(note);
		this.#begin(kinds.addresses, 0);
		this.used += record_numbers;
	}

	/** What has been added, with the bytes that it speaks of; the next goes to other memory. */
	finish(lease: BlockLease): Batch {
		const batch = {
			numbers: this.#numbers.buffer,
			used: this.used,
			names: this.#names.keys().toArray(),
			events: this.#events,
			addresses: this.#addresses,
			blocks: Array.from(lease.blocks, ([number, block]) => ({number, memory: block.memory})),
			block_bytes: lease.size_bytes,
		};
		this.#numbers = new Float64Array(this.#memory.take());
		this.#names = new Map();
		this.#events = [];
		this.#addresses = [];
		this.used = 0;
		return batch;
	}

	/** No other batch follows; may be called again. */
	end(): void {
		if (this.#numbers.length > 0) {
			this.#memory.give(this.#numbers.buffer);
			this.#numbers = new Float64Array(new SharedArrayBuffer(0));
		}
	}

	#begin(kind: number, flags: number): void {
		this.#numbers[this.used + field.kind] = kind;
		this.#numbers[this.used + field.flags] = flags;
	}

	#addPlain(event: LabEvent, flags: number): void {
		const numbers = this.#numbers;
		const at = this.used;
		this.#begin(kinds.plain, flags | flagsOf(event));
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

/** A send or recv of which there is nothing to say but numbers and names. */
function isPlain(event: LabEvent): boolean {
	return (event.event === 'send' || event.event === 'recv')
		&& typeof event.result !== 'string'
		&& event.errno === undefined
		&& event.args === undefined
		&& (event.call === undefined || event.call === addressedCalls[event.event])
		&& event.local === undefined
		&& event.elapsed_us === undefined
		&& event.direction === undefined
		&& event.link === undefined
		&& event.link_us === undefined
		&& event.message === undefined
		&& event.mark === undefined;
}

function flagsOf({event, side, datagram, isShownAtPeer: seenAtPeer, data, call}: LabEvent): number {
	return (event === 'send' ? flag.send : 0)
		| (side === 'client' ? flag.client : 0)
		| (datagram === true ? flag.datagram : 0)
		| (seenAtPeer === true ? flag.seenAtPeer : 0)
		| (call === undefined ? 0 : flag.addressed)
		| (data === undefined ? 0 : flag.data);
}
