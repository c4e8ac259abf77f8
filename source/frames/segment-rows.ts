import {quoteBytes, quotedGlyphs} from '../core/quote.ts';
import {beginningOf, columnsOf, ellipsis} from '../core/visible.ts';

/** Visible text of one kind. */
export type Segment = {readonly text: string; readonly part: 'call' | 'note' | 'bytes'};
export type SegmentRow = readonly Segment[];

export type Room = {
	/** Columns of the first row. */
	readonly first: number;
	/** Columns of the rows below. */
	readonly below: number;
	/** Columns between a call and its bytes. */
	readonly gap: number;
	readonly ascii: boolean;
};

/** The beginning of an entry's bytes, as much as a pane can show; `more` when there are further ones. */
export type Beginning = {readonly bytes: Uint8Array; readonly isText: boolean; readonly more: boolean};

/** Bytes that are shown in any case. */
const shown_bytes = 24;
/** Where a row has fewer columns left, bytes and long notes begin in the next. */
const beginning_columns = 12;
/** Columns between a call and a note, and between notes. */
export const note_gap = 2;
/** Rows of one entry. Only texts that others wrote need more, and are cut. */
const max_rows = 8;
const segmenter = new Intl.Segmenter();

/** Rows that are filled from left to right. What has no room continues in the next; up to `max_rows` nothing is cut. */
export class SegmentRows {
	readonly #room: Room;
	readonly #rows: Segment[][] = [[]];
	/** Columns left in the last row. */
	#left: number;

	constructor(room: Room) {
		this.#room = room;
		this.#left = room.first;
	}

	get rows(): readonly SegmentRow[] {
		const mark = {text: ellipsis(this.#room.ascii), part: 'note'} as const;
		return this.#rows.length > max_rows ? [...this.#rows.slice(0, max_rows - 1), [mark]] : this.#rows;
	}

	addCall(call: string): this {
		return this.#addWords(call, 'call', 0);
	}

	/** A note stays in one piece where a row has room for it. */
	addNotes(notes: readonly string[]): this {
		for (const note of notes) {
			const text = beginningOf(note, this.#room.below * max_rows);
			if (columnsOf(text) <= this.#room.below) {
				this.#add(text, 'note', note_gap);
			} else {
				this.#breakBefore(note_gap + beginning_columns).#addWords(text, 'note', note_gap);
			}
		}

		return this;
	}

	/** As many bytes as the row has room for, but 24 at the least, in as many rows as they need. */
	addBytes(beginning: Beginning | undefined): this {
		if (beginning === undefined) {
			return this;
		}

		const {ascii, gap} = this.#room;
		const {bytes, ...told} = beginning;
		if (neededColumns(beginning, ascii) <= this.#left - gap) {
			return this.#add(quoteBytes(bytes, this.#left - gap, {ascii, ...told}), 'bytes', gap);
		}

		return this.#breakBefore(gap + beginning_columns).#flow(beginning);
	}

	/** Continues in the next row where this one has fewer columns. */
	#breakBefore(columns: number): this {
		return this.#left < columns ? this.#breakRow() : this;
	}

	#breakRow(): this {
		this.#rows.push([]);
		this.#left = this.#room.below;
		return this;
	}

	/** Quoted bytes from row to row, with room for the closing quote at the end of each. */
	#flow({bytes, isText, more}: Beginning): this {
		const {ascii, gap, below} = this.#room;
		const end = `"${ellipsis(ascii)}`;
		let text = '"';
		let left = this.#left - gap - 1;
		let shown = 0;
		for (const glyph of quotedGlyphs(bytes, {ascii, isText})) {
			if (glyph.columns + end.length > left) {
				if (shown >= shown_bytes) {
					return this.#add(text + end, 'bytes', gap);
				}

				this.#add(text, 'bytes', gap).#breakRow();
				text = '';
				left = below;
			}

			text += glyph.text;
			left -= glyph.columns;
			shown = glyph.to;
		}

		return this.#add(`${text}${more ? end : '"'}`, 'bytes', gap);
	}

	#addWords(text: string, part: Segment['part'], first_gap: number): this {
		for (const [index, word] of text.split(' ').entries()) {
			this.#add(word, part, index === 0 ? first_gap : 1);
		}

		return this;
	}

	/** One piece, in the next row where this one has no room for it; cut into several only where no row has. */
	#add(text: string, part: Segment['part'], gap: number): this {
		const columns = columnsOf(text);
		const isFirst = this.#rows.at(-1)?.length === 0;
		const gap_columns = isFirst ? 0 : gap;
		if (gap_columns + columns > this.#left && (!isFirst || this.#left < this.#room.below)) {
			return this.#breakRow().#add(text, part, 0);
		}

		if (columns > this.#left && this.#left > 0) {
			const head = headOf(text, this.#left);
			this.#rows.at(-1)?.push({text: head, part});
			return this.#breakRow().#add(text.slice(head.length), part, 0);
		}

		this.#rows.at(-1)?.push({text: ' '.repeat(gap_columns) + text, part});
		this.#left -= gap_columns + columns;
		return this;
	}
}

/** Columns of a preview of the first 24 bytes. */
export function neededColumns({bytes, isText, more}: Beginning, isAscii: boolean): number {
	const mark_columns = ellipsis(isAscii).length;
	let columns = 2;
	let shown = 0;
	for (const glyph of quotedGlyphs(bytes, {ascii: isAscii, isText})) {
		if (shown >= shown_bytes) {
			return columns + mark_columns;
		}

		columns += glyph.columns;
		shown = glyph.to;
	}

	return more ? columns + mark_columns : columns;
}

/** The beginning of a visible text that fits, of one character at the least. */
function headOf(text: string, columns: number): string {
	let head = '';
	for (const {segment} of segmenter.segment(beginningOf(text, columns))) {
		if (head !== '' && columnsOf(head + segment) > columns) {
			break;
		}

		head += segment;
	}

	return head;
}
