/** What came to the endpoints of a session, in order: bytes, and ends of what comes. */
import {concatBytes} from '../../core/bytes.ts';
import type {LabEvent} from '../../core/events.ts';
import type {Journal} from '../../lab/journal.ts';
import type {End, Ends} from './ends.ts';

export type Ending = 'close' | 'reset' | 'refused' | 'timeout';

/** An event of the log, or several that it has folded into one. */
export type LogItem = {
	readonly event: LabEvent;
	/** Bytes of all of them. */
	readonly bytes: number;
	/** More than one, of which only the first is kept. */
	readonly isFolded: boolean;
	/** When the last of them was, in microseconds since 1970. */
	readonly to: number;
};

/** Everything that the journal still has, in order. */
export function logItems({tracks: {server, client, raw}}: Journal): readonly LogItem[] {
	const items = new Map<number, LogItem>();
	for (const log of [server, client]) {
		for (let place = log.first; place < log.end; place++) {
			const {event, count, bytes, to} = log.at(place)!;
			items.set(event.seq, {event, bytes, isFolded: count > 1, to});
		}
	}

	for (let place = raw.first; place < raw.end; place++) {
		const event = raw.at(place)!;
		items.set(event.seq, {event, bytes: event.bytes ?? 0, isFolded: false, to: event.time});
	}

	return items.values().toArray().toSorted((one, other) => one.event.seq - other.event.seq);
}

/** Whether an endpoint's user got these bytes. */
export function isReceived({event, data, link, direction}: LabEvent): boolean {
	const isPlain = event === 'recv' && link === undefined;
	return data !== undefined && (isPlain || (event === 'delivered' && direction === 'in'));
}

/** How what comes to an endpoint ends with this event. */
export function endingOf(event: LabEvent, {isDatagram}: End): Ending | undefined {
	const {errno, data, direction, link, result} = event;
	if (errno === 'ECONNRESET' || errno === 'EPIPE') {
		return event.event === 'recv' ? 'reset' : undefined;
	}

	if (event.event === 'timeout' || errno === 'ETIMEDOUT') {
		return 'timeout';
	}

	if (errno === 'ECONNREFUSED' && event.event === 'recv') {
		return 'refused';
	}

	const isPlainFin = event.event === 'recv' && result === 0 && link === undefined;
	const isFin = isPlainFin || (event.event === 'delivered' && direction === 'in');
	return isFin && data === undefined && !isDatagram ? 'close' : undefined;
}

export class ReceivedBytes {
	readonly #journal: Journal;
	readonly #sends = new Map<End, LabEvent[]>();

	constructor(journal: Journal, items: readonly LogItem[], ends: Ends) {
		this.#journal = journal;
		for (const {event} of items) {
			const end = ends.of.get(event);
			if (end === undefined || event.event !== 'send' || event.data === undefined) {
				continue;
			}

			const sends = this.#sends.get(end) ?? [];
			sends.push(event);
			this.#sends.set(end, sends);
		}
	}

	/** Undefined where they are not kept any more. */
	of({event, bytes, isFolded}: LogItem, {partner, isDatagram}: End): Uint8Array | undefined {
		if (!isFolded) {
			const kept = this.#journal.bytes(event);
			return kept && Uint8Array.from(kept);
		}

		// What crossed in the process is where its sends put it.
		const {offset = 0} = event;
		return isDatagram || partner === undefined ? undefined : this.#sent(partner, offset, offset + bytes);
	}

	#sent(sender: End, from: number, to: number): Uint8Array | undefined {
		const parts: Uint8Array[] = [];
		let at = from;
		for (const event of this.#sends.get(sender) ?? []) {
			const {offset: start = 0, bytes: length = 0} = event;
			if (start > at || start + length <= at || at === to) {
				continue;
			}

			const bytes = this.#journal.bytes(event, at - start, Math.min(length, to - start)) ?? new Uint8Array(0);
			parts.push(Uint8Array.from(bytes));
			at += bytes.length;
		}

		return at === to ? concatBytes(parts) : undefined;
	}
}
