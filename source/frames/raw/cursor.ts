/** The cursor on the bytes: a byte of a block that is shown, in whatever view. */
import type {CursorMove, RowMove} from '../frame.ts';
import {step} from '../scroller.ts';
import {isHeader, type Position, type RawLayout, type RawRow} from './layout.ts';

/** Byte `at` of the block at a place. */
export type Cursor = {readonly block: number; readonly at: number};

/** Where the cursor comes to, as far as there are bytes; `rows` is a page. */
export function moveCursor(
	layout: RawLayout,
	cursor: Cursor,
	by: RowMove | CursorMove,
	rows: number,
): Cursor | undefined {
	switch (by) {
		case 'left':
		case 'right': {
			return beside(layout, cursor, by === 'left' ? -1 : 1);
		}

		case 'block-before':
		case 'block-after': {
			return besideBlock(layout, cursor, by === 'block-before' ? -1 : 1);
		}

		case 'home': {
			return edge(layout, 'first');
		}

		case 'end': {
			return edge(layout, 'last');
		}

		case 'up':
		case 'down': {
			return byRows(layout, cursor, by === 'up' ? -1 : 1);
		}

		case 'page-up':
		case 'page-down': {
			return byRows(layout, cursor, (by === 'page-up' ? -1 : 1) * Math.max(1, rows - 1));
		}

		default: {
			return byRows(layout, cursor, by);
		}
	}
}

/** The first byte of a row, or, of a header, of its section. */
export function cursorAt(layout: RawLayout, position: Position): Cursor | undefined {
	const row = layout.row(position);
	const from = isHeader(row) ? layout.outline.range(row.section).from : row.from;
	return cursorIn(layout, row.section, from);
}

/** Whether the byte is still kept and shown; otherwise the next one that is. */
export function heldCursor(layout: RawLayout, cursor: Cursor): Cursor | undefined {
	const section = layout.outline.sectionFrom(cursor.block);
	if (layout.outline.locate(cursor.block, cursor.at) !== undefined) {
		return cursor;
	}

	return section === undefined ? edge(layout, 'last') : cursorIn(layout, section, layout.outline.range(section).from);
}

/** The first or the last byte that is shown. */
export function edge(layout: RawLayout, which: 'first' | 'last'): Cursor | undefined {
	const {outline} = layout;
	if (outline.first === outline.end) {
		return undefined;
	}

	const section = which === 'first' ? outline.first : outline.end - 1;
	const {from, to} = outline.range(section);
	return cursorIn(layout, section, which === 'first' ? from : Math.max(from, to - 1));
}

/** A byte of a section; one with no bytes (an empty datagram) has its block. */
export function cursorIn({outline}: RawLayout, section: number, at: number): Cursor | undefined {
	const [piece] = outline.pieces(section, at, at + 1);
	return piece === undefined ? {block: outline.firstPlace(section), at: 0} : {block: piece.place, at: piece.from};
}

function beside(layout: RawLayout, cursor: Cursor, by: 1 | -1): Cursor | undefined {
	const here = layout.outline.locate(cursor.block, cursor.at);
	if (here === undefined) {
		return cursor;
	}

	const {from, to} = layout.outline.range(here.section);
	const at = here.at + by;
	if (at >= from && at < to) {
		return cursorIn(layout, here.section, at);
	}

	const section = besideSection(layout, here.section, by);
	if (section === undefined) {
		return cursor;
	}

	const next = layout.outline.range(section);
	return cursorIn(layout, section, by === 1 ? next.from : next.to - 1);
}

/** The next section that has bytes. */
function besideSection({outline}: RawLayout, section: number, by: 1 | -1): number | undefined {
	for (let next = section + by; next >= outline.first && next < outline.end; next += by) {
		const {from, to} = outline.range(next);
		if (from < to) {
			return next;
		}
	}

	return undefined;
}

/** Back goes to the beginning of the block first, as an editor's word moves do. */
function besideBlock(layout: RawLayout, cursor: Cursor, by: 1 | -1): Cursor | undefined {
	const here = layout.outline.locate(cursor.block, cursor.at);
	if (here === undefined) {
		return cursor;
	}

	const {from} = layout.outline.range(here.section);
	const section = by === -1 && here.at > from ? here.section : besideSection(layout, here.section, by);
	return section === undefined ? cursor : cursorIn(layout, section, layout.outline.range(section).from);
}

/** Rows of bytes up or down, headers left out, in the same column as far as the row goes. */
function byRows(layout: RawLayout, cursor: Cursor, by: number): Cursor | undefined {
	const here = layout.outline.locate(cursor.block, cursor.at);
	const start = layout.find({block: cursor.block, from: cursor.at});
	if (here === undefined || start === undefined) {
		return cursor;
	}

	const column = columnIn(layout, layout.row(start), here.at);
	let position = step(layout, start, by);
	if (isHeader(layout.row(position))) {
		const further = by < 0 ? layout.previous(position) : layout.next(position);
		position = further ?? layout.next(position) ?? start;
	}

	const row = layout.row(position);
	if (isHeader(row)) {
		return cursorAt(layout, position);
	}

	const last = Math.max(row.from, row.to - 1);
	return cursorIn(layout, row.section, Math.min(row.from + column, last));
}

/** How far into its row a byte stands; where a row stands for many, into one of those. */
function columnIn({width}: RawLayout, row: RawRow, at: number): number {
	const column = at - row.from;
	return width === undefined ? column : column % width;
}
