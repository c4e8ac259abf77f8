import {describe, showsBytes} from '../core/describe.ts';
import type {Side} from '../core/events.ts';
import type {Ring} from '../core/ring.ts';
import {isText} from '../core/text.ts';
import {visibleText} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import type {Journal} from '../lab/journal.ts';
import {callColumn, type LogColumns} from './log-columns.ts';
import {entryRows} from './log-entry-rows.ts';
import {logRow, type LaidOut} from './log-row.ts';
import type {RowOptions} from './row.ts';
import type {Walk} from './scroller.ts';
import type {Beginning} from './segment-rows.ts';

/** Bytes looked at for one cell of a preview; the longest character has no more. */
const bytes_per_cell = 20;

/** A row of an entry: 0 is the first, with time and name. */
export type LogPosition = {readonly place: number; readonly row: number};

/** What was laid out once and is used again as long as it would be laid out the same. */
type Known = LaidOut & {
	/** How many events the entry had then. */
	readonly count: number;
	/** Where the bytes that it shows lie in the store: they are shown until they are evicted. */
	readonly position: number;
	/** Its rows as they are drawn, as far as they were. */
	readonly drawn: Array<string | undefined>;
};

/** Who an entry is about, as visible text; what is said about none of the endpoints is a remark. */
export function nameOf({event}: LogEntry, options: RowOptions): string {
	return event.endpoint === 'sockplay' ? '#' : visibleText(event.endpoint, options);
}

/** Where the first of its bytes lies in the store. */
function positionOf({event: {data = []}}: LogEntry): number {
	return Math.min(...data.map(({at}) => at));
}

/**
How the entries of a log fall into rows. What was in sight in the frame before is kept: in a flood two or three entries
of a screen have changed, and laying all of them out anew was half of the time of a frame.
*/
export class LogLayout implements Walk<LogPosition, LogPosition> {
	readonly #journal: Journal;
	readonly #entries: Ring<LogEntry>;
	readonly #options: RowOptions;
	readonly #columns: LogColumns;
	/** Entries by place: those of this frame, and of the one before. */
	#known = new Map<number, Known>();
	#before = new Map<number, Known>();

	constructor(journal: Journal, side: Side, columns: LogColumns, options: RowOptions) {
		this.#journal = journal;
		this.#entries = journal.tracks[side];
		this.#columns = columns;
		this.#options = options;
	}

	/** A frame begins: what the last one did not need is dropped. */
	begin(): void {
		this.#before = this.#known;
		this.#known = new Map();
	}

	/** A row as it is drawn; nothing where its entry was evicted. */
	draw({place, row}: LogPosition): string {
		const known = this.#at(place);
		if (known === undefined) {
			return '';
		}

		known.drawn[row] ??= logRow(known, row, this.#columns, this.#options);
		return known.drawn[row];
	}

	#at(place: number): Known | undefined {
		const entry = this.#entries.at(place);
		if (entry === undefined) {
			return undefined;
		}

		const known = this.#known.get(place) ?? this.#before.get(place);
		const found = known !== undefined && this.#isCurrent(known, entry) ? known : this.#layOut(entry);
		this.#known.set(place, found);
		return found;
	}

	#isCurrent(known: Known, entry: LogEntry): boolean {
		return known.entry === entry && known.count === entry.count && known.position >= this.#journal.store.first;
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
		return this.#at(place)?.rows.length ?? 1;
	}

	#layOut(entry: LogEntry): Known {
		const {ascii, columns} = this.#options;
		const name = nameOf(entry, this.#options);
		const beginning = this.#beginningOf(entry);
		const rows = entryRows(entry, beginning, {
			first: columns - callColumn(this.#columns, name),
			below: columns - this.#columns.call,
			gap: this.#columns.bytes_gap,
			ascii,
		});
		return {
			entry,
			description: describe(entry.event, this.#options),
			name,
			rows,
			count: entry.count,
			position: beginning === undefined ? Infinity : positionOf(entry),
			drawn: [],
		};
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
