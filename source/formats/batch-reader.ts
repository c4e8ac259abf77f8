import type {LabEvent} from '../core/events.ts';
import {field, flag, kinds, padded, record_bytes, type Batch, type EndsNote} from './batch.ts';

export type BatchObserver = {
	/** `bytes` are valid until it returns. */
	readonly event: (event: LabEvent, bytes: Uint8Array | undefined, isLeftOut: boolean) => void;
	readonly ends: (note: EndsNote) => void;
};

/** Tells what was packed, in order. Where an event's bytes lay is not told, only that there were some. */
export function readBatch(batch: Batch, observer: BatchObserver): void {
	const numbers = new Float64Array(batch.memory);
	let events = 0;
	let ends = 0;
	for (let at = 0; at < batch.used_bytes;) {
		const start = at / 8;
		const length = numbers[start + field.length]!;
		const flags = numbers[start + field.flags]!;
		at += record_bytes;
		if (numbers[start] === kinds.ends) {
			observer.ends(batch.ends[ends]!);
			ends++;
			continue;
		}

		const isPlain = numbers[start] === kinds.plain;
		const event = isPlain ? plainEvent(batch, numbers, start) : batch.events[events]!;
		events += isPlain ? 0 : 1;
		observer.event(event, isSet(flags, flag.present) ? new Uint8Array(batch.memory, at, length) : undefined, isSet(flags, flag.leftOut));
		at += padded(length);
	}
}

type Building = {-readonly [Key in keyof LabEvent]: LabEvent[Key]};

/** The numbers of a plain send or recv that there may be none of. */
const counts = ['asked', 'result', 'bytes', 'offset', 'queued'] as const;

function plainEvent({names}: Batch, numbers: Float64Array, start: number): LabEvent {
	const flags = numbers[start + field.flags]!;
	const event: Building = {
		seq: numbers[start + field.seq]!,
		time: numbers[start + field.time]!,
		endpoint: names[numbers[start + field.endpoint]!]!,
		side: isSet(flags, flag.client) ? 'client' : 'server',
		event: isSet(flags, flag.send) ? 'send' : 'recv',
	};
	for (const count of counts) {
		const value = numbers[start + field[count]]!;
		if (!Number.isNaN(value)) {
			event[count] = value;
		}
	}

	for (const end of ['peer', 'remote'] as const) {
		const name = names[numbers[start + field[end]]!];
		if (name !== undefined) {
			event[end] = name;
		}
	}

	if (isSet(flags, flag.data)) {
		event.data = [];
	}

	if (isSet(flags, flag.datagram)) {
		event.datagram = true;
	}

	if (isSet(flags, flag.seenAtPeer)) {
		event.seenAtPeer = true;
	}

	return event;
}

/** Whether a power of two is among those that were added up. */
function isSet(flags: number, one: number): boolean {
	return Math.floor(flags / one) % 2 === 1;
}
