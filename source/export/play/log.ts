/**
The events that the journal still has, in order. Where its log has folded many recvs into one, what crossed in the
process is told by the sends of the other end.
*/
import type {LabEvent} from '../../core/events.ts';
import type {Journal} from '../../lab/journal.ts';
import type {End, Ends} from './ends.ts';
import {isReceived} from './receipts.ts';

/** Bytes of an event, from `from` to `to` (exclusive). */
type Part = {readonly event: LabEvent; readonly from: number; readonly to: number};

/** An event, or one of those that are folded into it. */
export type LogItem = {
	readonly event: LabEvent;
	/** Its place: the number of its event, or behind the send that it comes of. */
	readonly at: number;
	/** Where its bytes stand in the stream of their direction, and how many they are. */
	readonly offset: number;
	readonly length: number;
	/** Where they are; undefined when they are not kept, or not known. */
	readonly part: Part | undefined;
};

/** An entry of the log; of those that are folded only the first is there. */
type Entry = {readonly event: LabEvent; readonly bytes: number; readonly count: number};

/** Everything that is kept, in the order in which it happened. */
export function logEntries({tracks: {server, client, raw}}: Journal): readonly Entry[] {
	const entries = new Map<number, Entry>();
	for (const log of [server, client]) {
		for (let place = log.first; place < log.end; place++) {
			const {event, count, bytes} = log.at(place)!;
			entries.set(event.seq, {event, bytes, count});
		}
	}

	for (let place = raw.first; place < raw.end; place++) {
		const event = raw.at(place)!;
		entries.set(event.seq, {event, bytes: event.bytes ?? 0, count: 1});
	}

	return entries.values().toArray().toSorted((one, other) => one.event.seq - other.event.seq);
}

/** The entries one by one, in order. */
export function logItems(entries: readonly Entry[], ends: Ends): readonly LogItem[] {
	const unfolding = new Unfolding(entries, ends);
	return entries.flatMap(entry => unfolding.itemsOf(entry)).toSorted((one, other) => one.at - other.at);
}

class Unfolding {
	readonly #ends: Ends;
	readonly #sends = new Map<End, LabEvent[]>();
	/** How many datagrams each has received in all, and before the entry that is looked at. */
	readonly #totals = new Map<End, number>();
	readonly #before = new Map<End, number>();

	constructor(entries: readonly Entry[], ends: Ends) {
		this.#ends = ends;
		for (const {event, count} of entries) {
			const end = ends.of.get(event);
			if (end === undefined || event.data === undefined) {
				continue;
			}

			if (event.event === 'send') {
				const sends = this.#sends.get(end) ?? [];
				sends.push(event);
				this.#sends.set(end, sends);
			} else if (isReceived(event)) {
				this.#totals.set(end, (this.#totals.get(end) ?? 0) + count);
			}
		}
	}

	itemsOf({event, bytes, count}: Entry): LogItem[] {
		const end = this.#ends.of.get(event);
		const {seq: at, offset = 0} = event;
		if (end === undefined || !isReceived(event)) {
			return [itemOf(event, {event, from: 0, to: bytes}, at)];
		}

		const before = this.#before.get(end) ?? 0;
		this.#before.set(end, before + count);
		if (count === 1) {
			return [itemOf(event, {event, from: 0, to: bytes}, at)];
		}

		const parts = end.isDatagram ? this.#datagrams(end, before, count) : this.#stream(end, offset, offset + bytes);
		return parts === undefined
			? [{event, at, offset, length: bytes, part: undefined}]
			: parts.map(part => itemOf(event, part, Math.max(part.event.seq, at) + 0.2));
	}

	/** The other end's datagrams, where as many were received as were sent. */
	#datagrams(end: End, from: number, count: number): Part[] | undefined {
		const sends = end.partner === undefined ? [] : this.#sends.get(end.partner) ?? [];
		return sends.length === this.#totals.get(end)
			? sends.slice(from, from + count).map(event => ({event, from: 0, to: event.bytes ?? 0}))
			: undefined;
	}

	/** The sends of the other end that have these bytes of its stream; undefined when some are not kept. */
	#stream({partner}: End, from: number, to: number): Part[] | undefined {
		const parts: Part[] = [];
		let at = from;
		for (const event of (partner && this.#sends.get(partner)) ?? []) {
			const {offset = 0, bytes = 0} = event;
			if (offset > at || offset + bytes <= at || at === to) {
				continue;
			}

			const part = {event, from: at - offset, to: Math.min(bytes, to - offset)};
			parts.push(part);
			at += part.to - part.from;
		}

		return at === to ? parts : undefined;
	}
}

function itemOf(event: LabEvent, part: Part, at: number): LogItem {
	return {event, at, offset: (part.event.offset ?? 0) + part.from, length: part.to - part.from, part};
}
