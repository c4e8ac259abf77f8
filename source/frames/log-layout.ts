import {describe, showsBytes, type Description} from '../core/describe.ts';
import type {Side} from '../core/events.ts';
import type {Ring} from '../core/ring.ts';
import {isText} from '../core/text.ts';
import {visibleText} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import type {Journal} from '../lab/journal.ts';
import {callColumn, type LogColumns} from './log-columns.ts';
import {entryRows} from './log-entry-rows.ts';
import type {RowOptions} from './row.ts';
import type {Walk} from './scroller.ts';
import type {Beginning, SegmentRow} from './segment-rows.ts';

/** Bytes looked at for one cell of a preview; the longest character has no more. */
const bytes_per_cell = 20;

/** A row of an entry: 0 is the first, with time and name. */
export type LogPosition = {readonly place: number; readonly row: number};

/** An entry in the words and widths of one pane. */
export type LaidOut = {
	readonly entry: LogEntry;
	readonly description: Description;
	/** Who it is about, as visible text. */
	readonly name: string;
	/** What stands behind time and name, and in the rows below. */
	readonly rows: readonly SegmentRow[];
};

/** Who an entry is about, as visible text; what is said about none of the endpoints is a remark. */
export function nameOf({event}: LogEntry, options: RowOptions): string {
	return event.endpoint === 'sockplay' ? '#' : visibleText(event.endpoint, options);
}

/** How the entries of a log fall into rows. */
export class LogLayout implements Walk<LogPosition, LogPosition> {
	readonly #journal: Journal;
	readonly #entries: Ring<LogEntry>;
	readonly #options: RowOptions;
	readonly #columns: LogColumns;
	/** Entries laid out while one frame is made. */
	readonly #known = new Map<number, LaidOut>();

	constructor(journal: Journal, side: Side, columns: LogColumns, options: RowOptions) {
		this.#journal = journal;
		this.#entries = journal.tracks[side];
		this.#columns = columns;
		this.#options = options;
	}

	at(place: number): LaidOut | undefined {
		const entry = this.#entries.at(place);
		const known = this.#known.get(place);
		if (entry === undefined || known !== undefined) {
			return known;
		}

		const made = this.#layOut(entry);
		this.#known.set(place, made);
		return made;
	}

	first(): LogPosition | undefined {
		return this.#entries.size === 0 ? undefined : {place: this.#entries.first, row: 0};
	}

	last(): LogPosition | undefined {
		const place = this.#entries.end - 1;
		return this.#entries.size === 0 ? undefined : {place, row: this.#rows(place) - 1};
	}

	next({place, row}: LogPosition): LogPosition | undefined {
		if (row + 1 < this.#rows(place)) {
			return {place, row: row + 1};
		}

		return place + 1 < this.#entries.end ? {place: place + 1, row: 0} : undefined;
	}

	previous({place, row}: LogPosition): LogPosition | undefined {
		if (row > 0) {
			return {place, row: row - 1};
		}

		return place > this.#entries.first ? {place: place - 1, row: this.#rows(place - 1) - 1} : undefined;
	}

	isBefore(a: LogPosition, b: LogPosition): boolean {
		return a.place === b.place ? a.row < b.row : a.place < b.place;
	}

	anchorOf(position: LogPosition): LogPosition {
		return position;
	}

	/** The oldest that is kept, where the entry was evicted. */
	find({place, row}: LogPosition): LogPosition | undefined {
		if (this.#entries.size === 0 || place >= this.#entries.end) {
			return undefined;
		}

		return place < this.#entries.first ? this.first() : {place, row: Math.min(row, this.#rows(place) - 1)};
	}

	#rows(place: number): number {
		return this.at(place)?.rows.length ?? 1;
	}

	#layOut(entry: LogEntry): LaidOut {
		const {ascii, columns} = this.#options;
		const name = nameOf(entry, this.#options);
		const rows = entryRows(entry, this.#beginningOf(entry), {
			first: columns - callColumn(this.#columns, name),
			below: columns - this.#columns.call,
			gap: this.#columns.bytes_gap,
			ascii,
		});
		return {entry, description: describe(entry.event, this.#options), name, rows};
	}

	#beginningOf({event, count}: LogEntry): Beginning | undefined {
		if (count > 1 || !showsBytes(event)) {
			return undefined;
		}

		const length = Math.min(event.bytes ?? 0, this.#options.columns * bytes_per_cell);
		const bytes = this.#journal.bytes(event, 0, length);
		return bytes === undefined ? undefined : {bytes, isText: isText(bytes), more: length < (event.bytes ?? 0)};
	}
}
