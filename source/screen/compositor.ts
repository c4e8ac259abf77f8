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

type Chrome = {readonly staged: Staged; readonly lines: readonly string[]; readonly rows: readonly Row[]};

type Composed = {readonly sources: readonly unknown[]; readonly row: Row};

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

	/** The row of the last frame again, as the same object, when it would be made from the same parts. */
	#composeRow(chrome: Chrome, y: number, before: Composed | undefined): Composed {
		const base = chrome.rows[y]!;
		const sources: unknown[] = [base];
		const pieces: Array<{row: Row; rectangle: Rectangle}> = [];
		for (const [pane, rectangle] of Object.entries(chrome.staged.rectangles)) {
			if (y < rectangle.y || y >= rectangle.y + rectangle.rows) {
				continue;
			}

			const row = parseRow(this.#panes[pane]?.[y - rectangle.y] ?? '', this.#columns);
			pieces.push({row, rectangle});
			sources.push(row, rectangle.x, rectangle.columns);
		}

		if (before !== undefined && isSameList(sources, before.sources)) {
			return before;
		}

		const cells: Cell[] = [...base];
		for (const {row, rectangle} of pieces) {
			overlay(cells, fitRow(row, rectangle.columns), rectangle.x);
		}

		return {sources, row: cells};
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

		this.#chrome = {staged, lines, rows: this.#parse(lines, staged)};
		return true;
	}

	/** The terminal draws some characters in these columns: the next frame draws every cell. */
	draw(columns: DrawnColumns): void {
		this.#columns = columns;
		if (this.#chrome !== undefined) {
			this.#chrome = {...this.#chrome, rows: this.#parse(this.#chrome.lines, this.#chrome.staged)};
		}

		this.forget();
	}

	#parse(lines: readonly string[], {columns}: Staged): readonly Row[] {
		return lines.map(line => fitRow(parseRow(line, this.#columns), columns));
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
		const rows = chrome.rows.map((_, y) => this.#composeRow(chrome, y, before?.rows[y]));
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

function isSameList<Item>(a: readonly Item[], b: readonly Item[]): boolean {
	return a.length === b.length && a.every((item, index) => item === b[index]);
}
