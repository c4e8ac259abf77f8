/**
The log of one side: one entry per event, until so many come that nobody could read them. Then the sends and recvs of
each endpoint fold into one entry each, which counts, and unfold when it is calm again. Constant work per event, no
clock of its own.
*/
import {textLength} from '../core/bounded-text.ts';
import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {Ring} from '../core/ring.ts';

export type LogEntry = {
	/** The event, or the first of those that are folded here. */
	readonly event: LabEvent;
	/** Events in this entry; 1 when it is not folded. */
	count: number;
	bytes: number;
	/** When the last of them was, in microseconds since 1970. */
	to: number;
};

/** Where an endpoint's events fold at present. One for each endpoint, owned by its maker. */
export type Folds = {generation: number; open: Array<{readonly entry: LogEntry; readonly place: number}>};

const foldable = new Set<string>([
	'send',
	'recv',
	'sent',
	'queued',
	'drained',
	'dropped',
	'refused',
	'duplicated',
	'delayed',
	'reordered',
	'corrupted',
	'delivered',
]);

export class FoldingLog {
	/** Events that came lately, leaking at `fold_events_per_second`. */
	#level = 0;
	#last = 0;
	#flood = false;
	/** Folds of an older generation are closed. */
	#generation = 0;
	readonly entries: Ring<LogEntry>;

	constructor(limit: number) {
		this.entries = new Ring(limit, {of: ({event}) => textLength(event), max: limits.journal_characters});
	}

	#addToLevel(time: number): void {
		const drained = Math.max(0, time - this.#last) * limits.fold_events_per_second / 1e6;
		this.#last = time;
		this.#level = Math.max(0, this.#level - drained);
		if (this.#flood && this.#level < limits.fold_burst_events / 2) {
			this.#flood = false;
			this.#generation++;
		}

		// Never far above the burst, so that calm is noticed within a second.
		this.#level = Math.min(this.#level + 1, limits.fold_burst_events + 1);
		this.#flood ||= this.#level > limits.fold_burst_events;
	}

	#fold(event: LabEvent, folds: Folds): void {
		if (folds.generation !== this.#generation) {
			folds.generation = this.#generation;
			folds.open = [];
		}

		const index = folds.open.findIndex(({entry}) => isSameCall(entry.event, event));
		const fold = folds.open[index];
		const {first, end} = this.entries;
		if (fold !== undefined && end - fold.place <= limits.fold_reach_lines && fold.place >= first) {
			fold.entry.count++;
			fold.entry.bytes += event.bytes ?? 0;
			fold.entry.to = event.time;
			return;
		}

		if (index !== -1) {
			folds.open.splice(index, 1);
		}

		const place = this.#append(event);
		const entry = this.entries.at(place);
		if (entry !== undefined) {
			folds.open.push({entry, place});
		}
	}

	#append(event: LabEvent): number {
		return this.entries.push({event, count: 1, bytes: event.bytes ?? 0, to: event.time});
	}

	add(event: LabEvent, folds: Folds): void {
		if (!foldable.has(event.event) || isEnd(event) || isSystemDrop(event)) {
			folds.open = [];
			this.#append(event);
			return;
		}

		this.#addToLevel(event.time);
		if (this.#flood) {
			this.#fold(event, folds);
			return;
		}

		this.#append(event);
	}

	clear(): void {
		this.entries.clear();
		this.#generation++;
	}
}

/**
The end of a stream is one of a kind, however many recvs came before it. An empty datagram is not: it has data, of no
length.
*/
function isEnd({event, result, data}: LabEvent): boolean {
	return event === 'recv' && result === 0 && data === undefined;
}

/** What the system has dropped since the last look: a count already. */
function isSystemDrop({event, args}: LabEvent): boolean {
	return event === 'dropped' && args !== undefined;
}

function isSameCall(one: LabEvent, other: LabEvent): boolean {
	return one.event === other.event && one.errno === other.errno;
}
