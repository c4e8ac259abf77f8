import {describe, hasPreview, type Description} from '../core/describe.ts';
import type {Ring} from '../core/ring.ts';
import {beginningOf, clip, columnsOf} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import type {Walk} from './scroller.ts';
import type {RowOptions} from './row.ts';

/** From here on a line has room for whole times and all arguments. */
export const wide_columns = 50;
/** Rows that a note may take below its entry. */
const note_rows = 3;
/** The beginning of the bytes that stays in sight whatever else is told, quotes and the gap before them included. */
const preview_columns = 12;

/** A row of an entry: 0 is the entry itself, the others go on with its note. */
export type LogPosition = {readonly place: number; readonly row: number};

/** An entry in the words and widths of one pane. */
export type LaidOut = {
	readonly entry: LogEntry;
	readonly description: Description;
	/** What stands beside the call, and what goes on below it. */
	readonly note: string;
	readonly below: readonly string[];
};

/**
How the entries of a log fall into rows: one each, and up to three more where a note (why a call failed, above all) has
no room beside it.
*/
export class LogLayout implements Walk<LogPosition, LogPosition> {
	readonly #entries: Ring<LogEntry>;
	readonly #options: RowOptions;
	readonly #indent: number;
	/** Entries laid out while one frame is made. */
	readonly #known = new Map<number, LaidOut>();

	/** `indent`: the columns before the call. */
	constructor(entries: Ring<LogEntry>, indent: number, options: RowOptions) {
		this.#entries = entries;
		this.#indent = indent;
		this.#options = options;
	}

	#rows(place: number): number {
		return 1 + (this.at(place)?.below.length ?? 0);
	}

	at(place: number): LaidOut | undefined {
		const entry = this.#entries.at(place);
		const known = this.#known.get(place);
		if (entry === undefined || known !== undefined) {
			return known;
		}

		const made = layOut(entry, this.#options, this.#options.columns - this.#indent);
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
}

function layOut(entry: LogEntry, options: RowOptions, columns: number): LaidOut {
	const description = describe(entry.event, options);
	const {call, short, tone} = description;
	const note = beginningOf(description.note, options.columns * (note_rows + 2));
	const isWide = options.columns >= wide_columns;
	const room = columns - columnsOf(isWide ? call : short) - 2 - previewRoom(entry);
	if (note === '' || entry.count > 1 || columnsOf(note) <= room) {
		return {entry, description, note, below: []};
	}

	if (!isWide && tone !== 'error' && tone !== 'warn') {
		return {entry, description, note: previewRoom(entry) > 0 ? '' : note, below: []};
	}

	const [beside, ...below] = wrap(note, columns, room, options.ascii);
	return {entry, description, note: beside ?? '', below};
}

/** Where a datagram came from or went to makes way for what it holds; how much is queued does not. */
function previewRoom({event}: LogEntry): number {
	return hasPreview(event) && (event.queued ?? 0) === 0 ? Math.min(preview_columns, (event.bytes ?? 0) + 5) : 0;
}

/**
Notes in rows: the first of `first_columns`, at most `note_rows` more of `columns`; the last is clipped. Only a note too
long for a row of its own is cut into words.
*/
function wrap(text: string, columns: number, first_columns: number, isAscii: boolean): string[] {
	const rows: string[] = [''];
	for (const {piece, gap} of pieces(text, columns)) {
		const current = rows.at(-1) ?? '';
		const longer = current === '' ? piece : current + gap + piece;
		const room = rows.length === 1 ? first_columns : columns;
		if (rows.length > note_rows || columnsOf(longer) <= room) {
			rows[rows.length - 1] = longer;
		} else {
			rows.push(piece);
		}
	}

	return rows.map((row, index) => index === 0 ? row : clip(row, columns, {ascii: isAscii}));
}

function pieces(text: string, columns: number): Array<{readonly piece: string; readonly gap: string}> {
	return text.split(/ {2,}/v).flatMap(note => {
		const words = columnsOf(note) <= columns ? [note] : note.split(' ');
		return words.map((piece, index) => ({piece, gap: index === 0 ? '  ' : ' '}));
	});
}
