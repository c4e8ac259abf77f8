/**
The part of a prompt's line that is visible: unsafe characters shown, a long line scrolled sideways so that the cursor
is in sight.
*/
import {columnsOf, visibleText} from '../core/visible.ts';
import {splitGraphemes} from './graphemes.ts';

export type EditorWindow = {
	/** Visible text, at most `columns` cells. */
	readonly text: string;
	/** The cell where the cursor stands, 0 to `columns` - 1. */
	readonly cursor_column: number;
	/** The cell of another place of the line, moved to the nearest edge when it is out of sight. */
	readonly columnOf: (place: number) => number;
};

/**
The window of `columns` cells on a line. A line that does not fit scrolls by half windows: typing at its end does not
move it with every character.
*/
export function editorWindow(
	line: {readonly text: string; readonly cursor: number},
	columns: number,
	isAscii = false,
): EditorWindow {
	const glyphs = layGlyphs(line.text, isAscii);
	const cursor = columnAt(glyphs, line.cursor);
	const start = windowStart(cursor, columnAt(glyphs, line.text.length), columns);
	const shown = glyphs.filter(glyph => glyph.column >= start && glyph.column + glyph.width <= start + columns);
	const gap = ' '.repeat(Math.max(0, (shown[0]?.column ?? start) - start));
	const within = (column: number) => Math.max(0, Math.min(columns - 1, column - start));
	return {
		text: gap + shown.map(glyph => glyph.text).join(''),
		cursor_column: within(cursor),
		columnOf: place => within(columnAt(glyphs, place)),
	};
}

type Glyph = {readonly place: number; readonly column: number; readonly width: number; readonly text: string};

function layGlyphs(text: string, isAscii: boolean): Glyph[] {
	let place = 0;
	let column = 0;
	return splitGraphemes(text).map(grapheme => {
		const shown = visibleText(grapheme, {ascii: isAscii});
		const glyph = {place, column, width: columnsOf(shown), text: shown};
		place += grapheme.length;
		column += glyph.width;
		return glyph;
	});
}

/** The cell where the glyph that covers `place` begins, or where the line ends. */
function columnAt(glyphs: readonly Glyph[], place: number): number {
	const found = glyphs.findLast(glyph => glyph.place <= place);
	if (found === undefined) {
		return 0;
	}

	const last = glyphs.at(-1)!;
	return found === last && place > last.place ? last.column + last.width : found.column;
}

function windowStart(cursor: number, length: number, columns: number): number {
	if (length < columns || cursor < columns - 1) {
		return 0;
	}

	const step = Math.max(1, Math.floor(columns / 2));
	return Math.ceil((cursor - columns + 2) / step) * step;
}
