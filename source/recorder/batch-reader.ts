import {Buffer} from 'node:buffer';
import {addressedCalls, type LabEvent} from '../core/events.ts';
import {allBytes} from '../core/mapped-memory.ts';
import {field, flag, kinds, record_numbers, type Batch, type AddressNote} from './batch.ts';

export type BatchObserver = {
	/** `bytes` are valid until the batch is done with. */
	readonly event: (event: LabEvent, bytes: Uint8Array | undefined, isLeftOut: boolean) => void;
	readonly addresses: (note: AddressNote) => void;
};

/** Tells what was packed, in order. Where an event's bytes lay is not told, only that there were some. */
export function readBatch(batch: Batch, observer: BatchObserver): void {
	const numbers = new Float64Array(batch.numbers);
	const byNumber = new Map(batch.blocks.map(({number, memory}) => [number, allBytes(memory)]));
	const blocks: Blocks = {size_bytes: batch.block_bytes, byNumber};
	let events = 0;
	let ends = 0;
	for (let at = 0; at < batch.used;) {
		const kind = numbers[at];
		if (kind === kinds.addresses) {
			observer.addresses(batch.addresses[ends]!);
			ends++;
			at += record_numbers;
			continue;
		}

		const flags = numbers[at + field.flags]!;
		const event = kind === kinds.plain ? plainEvent(batch.names, numbers, at) : batch.events[events]!;
		events += kind === kinds.plain ? 0 : 1;
		const end = at + record_numbers + (2 * numbers[at + field.pieces]!);
		const bytes = (flags & flag.present) === 0 ? undefined : bytesOf(blocks, {numbers, from: at + record_numbers, end});
		observer.event(event, bytes, (flags & flag.leftOut) !== 0);
		at = end;
	}
}

type Blocks = {readonly size_bytes: number; readonly byNumber: ReadonlyMap<number, Uint8Array>};

/** Pairs of a position and a length. */
type Places = {readonly numbers: Float64Array; readonly from: number; readonly end: number};

/** A view where they lie in one piece, as nearly always. */
function bytesOf(blocks: Blocks, {numbers, from, end}: Places): Uint8Array {
	const parts: Uint8Array[] = [];
	for (let at = from; at < end; at += 2) {
		addParts(parts, blocks, numbers[at]!, numbers[at + 1]!);
	}

	return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** The bytes at a position, from block to block. */
function addParts(parts: Uint8Array[], {size_bytes, byNumber}: Blocks, position: number, length: number): void {
	for (let done = 0; done < length;) {
		const start = (position + done) % size_bytes;
		const end = Math.min(start + length - done, size_bytes);
		parts.push(byNumber.get(Math.floor((position + done) / size_bytes))!.subarray(start, end));
		done += end - start;
	}
}

type Building = {-readonly [Key in keyof LabEvent]: LabEvent[Key]};

/** The numbers of a plain send or recv that there may be none of. */
const counts = ['asked', 'result', 'bytes', 'offset', 'queued'] as const;

function addCounts(event: Building, numbers: Float64Array, start: number): void {
	for (const count of counts) {
		const value = numbers[start + field[count]]!;
		if (!Number.isNaN(value)) {
			event[count] = value;
		}
	}
}

function plainEvent(names: readonly string[], numbers: Float64Array, start: number): LabEvent {
	const flags = numbers[start + field.flags]!;
	const name = (flags & flag.send) === 0 ? 'recv' : 'send';
	const event: Building = {
		seq: numbers[start + field.seq]!,
		time: numbers[start + field.time]!,
		endpoint: names[numbers[start + field.endpoint]!]!,
		side: (flags & flag.client) === 0 ? 'server' : 'client',
		event: name,
	};
	addCounts(event, numbers, start);
	for (const end of ['peer', 'remote'] as const) {
		const named = names[numbers[start + field[end]]!];
		if (named !== undefined) {
			event[end] = named;
		}
	}

	if ((flags & flag.data) !== 0) {
		event.data = [];
	}

	if ((flags & flag.datagram) !== 0) {
		event.datagram = true;
	}

	if ((flags & flag.addressed) !== 0) {
		event.call = addressedCalls[name];
	}

	if ((flags & flag.seenAtPeer) !== 0) {
		event.isShownAtPeer = true;
	}

	return event;
}
