/**
Puts Ink's chrome and the panes' rows together, and says which bytes bring the terminal from the last frame to the new
one. Knows no terminal: `next` is asked when one can take a frame.

Rules:
- A chrome belongs to the layout that was staged when it came: they are kept and replaced together.
- Nothing is drawn for another size than the terminal's present one.
*/
import {fitRow, parseRow, type Cell, type Row} from './cells.ts';
import {usualColumns, type DrawnColumns} from './drawn-columns.ts';
import {isSameSize, type PaneRows, type Rectangle, type Size, type Staged} from './layout-type.ts';
import {type Modes} from './modes.ts';
import {differingSpan, drawSpan, overlay} from './row-difference.ts';

/** A row of a pane that lies over a row of the chrome. */
type Piece = {readonly pane: string; readonly index: number; readonly x: number; readonly columns: number};

/** A row of the chrome, and what lies over it. */
type Line = {readonly text: string; readonly row: Row; readonly pieces: readonly Piece[]};

type Chrome = {readonly staged: Staged; readonly lines: readonly Line[]};

/** A row as it is shown, and what it was made from. */
type Composed = {readonly line: Line; readonly texts: readonly string[]; readonly row: Row};

type Painted = {readonly size: Size; readonly rows: readonly Composed[]; readonly cursor: Staged['cursor']};

export class Compositor {
	readonly #modes: Modes;
	readonly #panes: Record<string, readonly string[]> = {};
	#columns = usualColumns;
	#staged: Staged | undefined;
	#chrome: Chrome | undefined;
	#painted: Painted | undefined;

	constructor(modes: Modes) {
		this.#modes = modes;
	}

	/** That of the last frame again, as the same object, when it would be made from the same parts. */
	#composeRow(line: Line, before: Composed | undefined): Composed {
		const texts = line.pieces.map(({pane, index}) => this.#panes[pane]?.[index] ?? '');
		if (before?.line === line && texts.every((text, index) => text === before.texts[index])) {
			return before;
		}

		const cells: Cell[] = [...line.row];
		for (const [index, {x, columns}] of line.pieces.entries()) {
			overlay(cells, fitRow(parseRow(texts[index]!, this.#columns), columns), x);
		}

		return {line, texts, row: cells};
	}

	/**
	The layout that the next chrome is drawn for. To be called in `useInsertionEffect`, which runs before Ink writes the
	frame of the same commit.
	*/
	stage(staged: Staged): void {
		this.#staged = staged;
	}

	/**
	Ink's frame. One that has not exactly as many lines as the staged layout has rows is none, and is left out; tells
	whether it was taken.
	*/
	chrome(lines: readonly string[]): boolean {
		const staged = this.#staged;
		if (staged?.rows !== lines.length) {
			return false;
		}

		this.#chrome = {staged, lines: this.#place(lines, staged)};
		return true;
	}

	/** The terminal draws some characters in these columns: the next frame draws every cell. */
	draw(columns: DrawnColumns): void {
		this.#columns = columns;
		if (this.#chrome !== undefined) {
			const {staged, lines} = this.#chrome;
			this.#chrome = {staged, lines: this.#place(lines.map(({text}) => text), staged)};
		}

		this.forget();
	}

	#place(lines: readonly string[], {columns, rectangles}: Staged): readonly Line[] {
		return lines.map((text, y) => ({
			text,
			row: fitRow(parseRow(text, this.#columns), columns),
			pieces: Object.entries(rectangles).flatMap(([pane, rectangle]) => pieceAt(pane, rectangle, y)),
		}));
	}

	/** New rows for some panes; too many or too long ones are cut off at the pane's rectangle. */
	paint(rows: PaneRows): void {
		Object.assign(this.#panes, rows);
	}

	/** What is on the terminal is not known any more: the next frame draws every cell. */
	forget(): void {
		this.#painted = undefined;
	}

	/**
	The bytes of the next frame, which then counts as painted; nothing when the terminal already shows it, or when the
	layout is not for `size`.
	*/
	next(size: Size): string | undefined {
		const chrome = this.#chrome;
		if (chrome === undefined || !isSameSize(chrome.staged, size)) {
			return undefined;
		}

		const before = this.#painted !== undefined && isSameSize(this.#painted.size, size) ? this.#painted : undefined;
		const rows = chrome.lines.map((line, y) => this.#composeRow(line, before?.rows[y]));
		const {cursor} = chrome.staged;
		this.#painted = {size, rows, cursor};
		const spans = drawRows(before?.rows, rows);
		if (spans === '' && before !== undefined && isSameCursor(before.cursor, cursor)) {
			return undefined;
		}

		const {begin, end, hideCursor, showCursor} = this.#modes;
		const place = cursor === undefined ? '' : `\u{1B}[${cursor.y + 1};${cursor.x + 1}H${showCursor}`;
		return begin + hideCursor + spans + place + end;
	}
}

function drawRows(before: readonly Composed[] | undefined, after: readonly Composed[]): string {
	let drawing = '';
	let style = '';
	for (const [y, {row}] of after.entries()) {
		const span = before === undefined ? {start: 0, end: row.length} : differingSpan(before[y]!.row, row);
		if (span === undefined) {
			continue;
		}

		const drawn = drawSpan(row, y, span, style);
		drawing += drawn.text;
		style = drawn.style;
	}

	return style === '' ? drawing : `${drawing}\u{1B}[m`;
}

function isSameCursor(one: Staged['cursor'], other: Staged['cursor']): boolean {
	return one?.x === other?.x && one?.y === other?.y;
}

/** The row of a pane that lies in line `y`, if any does. */
function pieceAt(pane: string, {x, y: top, columns, rows}: Rectangle, y: number): readonly Piece[] {
	return y < top || y >= top + rows ? [] : [{pane, index: y - top, x, columns}];
}
