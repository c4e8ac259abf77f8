/** Which byte is at a cell of the pane, in whatever format its rows are drawn. */
import type {Emphasis, Style} from '../palette.ts';
import {Row} from '../row.ts';
import {cursorIn, type Cursor} from './cursor.ts';
import {rowShown} from './drawing.ts';
import {isHeader, type Position, type RawLayout, type RawOptions, type RawRow} from './layout.ts';

type Cell = {readonly row: number; readonly column: number};

/** Below the last row there is none; of a header it is the first of its section; between bytes the nearest. */
export function byteUnder(
	layout: RawLayout,
	positions: readonly Position[],
	{row: index, column}: Cell,
	options: RawOptions,
): Cursor | undefined {
	const row = rowShown(layout, positions, index);
	if (row === undefined) {
		return undefined;
	}

	if (isHeader(row)) {
		return cursorIn(layout, row.section, layout.outline.range(row.section).from);
	}

	const hasBytes = row.text === undefined && options.format.draw !== undefined;
	const at = row.from + (hasBytes ? nearestByte(layout, row, column, options) : 0);
	return cursorIn(layout, row.section, at);
}

/** The place in its row of the byte at a column, found by drawing the row with a mark of its own on each byte. */
function nearestByte(layout: RawLayout, {section, from, to}: RawRow, column: number, options: RawOptions): number {
	const {bytes, start} = layout.window(section, from, to);
	const row = new MarkedRow(options);
	const emphasis = Array.from({length: to - from}, (_, index) => String(index) as Emphasis);
	options.format.draw!(row, {bytes, from: from - start, to: to - start, offset: from, emphasis}, 'plain', options);
	const nearest = row.spans.toSorted((one, other) => distance(one, column) - distance(other, column))[0];
	return nearest?.index ?? 0;
}

/** Columns `from` to `to` (exclusive) show the byte `index` of the row. */
type Span = {readonly from: number; readonly to: number; readonly index: number};

function distance({from, to}: Span, column: number): number {
	return Math.max(0, from - column, column - to + 1);
}

/** A row that remembers where its bytes are drawn. Their emphasis is their place in the row. */
class MarkedRow extends Row {
	readonly spans: Span[] = [];
	readonly #columns: number;

	constructor(options: RawOptions) {
		super(options);
		this.#columns = options.columns;
	}

	override add(text: string, style?: Style, width?: number, mark?: Emphasis): this {
		const from = this.#columns - this.left;
		super.add(text, style, width);
		if (mark !== undefined) {
			this.spans.push({from, to: this.#columns - this.left, index: Number(mark)});
		}

		return this;
	}
}
