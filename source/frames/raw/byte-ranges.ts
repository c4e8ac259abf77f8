/** How a run of bytes is cut into rows. */
import {glyphsBetween} from '../../core/hexdump.ts';
import type {Glyph} from '../../core/glyphs.ts';
import type {ByteRange, Run} from './row-format.ts';

/** `width` bytes to a row. */
export function rowsOfWidth(from: number, to: number, width: number): ByteRange[] {
	return Array.from({length: Math.ceil((to - from) / width)}, (_, index) => {
		const start = from + (index * width);
		return {from: start, to: Math.min(to, start + width)};
	});
}

/** As many bytes to a row as have room in `columns`, but one at least. */
export function rowsThatFit(run: Run, columnsOf: (byte: number) => number, columns: number): ByteRange[] {
	const {bytes, start} = run.window();
	const rows = new RowCutter(run.from);
	for (let at = run.from; at < run.to; at++) {
		rows.add(columnsOf(bytes[at - start] ?? 0), at, columns);
	}

	return rows.end(run.to);
}

const newline = 0x0A;

/** The cells of a character that stands in these bytes. */
type ColumnsOfGlyph = (glyph: Glyph, bytes: Uint8Array) => number;

/** Lines of text: a row ends after a line feed, or where the next character has no room in `columns`. */
export function linesOfText(run: Run, columnsOf: ColumnsOfGlyph, columns: number): ByteRange[] {
	const {bytes, start} = run.window();
	const rows = new RowCutter(run.from);
	for (const glyph of glyphsBetween(bytes, run.from - start, run.to - start)) {
		rows.add(columnsOf(glyph, bytes), start + glyph.from, columns);
		if (glyph.codePoint === newline) {
			rows.cut(start + glyph.to);
		}
	}

	return rows.end(run.to);
}

/** Gathers what fits into a row. */
class RowCutter {
	readonly #rows: ByteRange[] = [];
	#start: number;
	#used = 0;

	constructor(start: number) {
		this.#start = start;
	}

	/** Something at `at` takes so many columns: a row of its own begins where there is no room for it. */
	add(width: number, at: number, columns: number): void {
		if (this.#used + width > columns && at > this.#start) {
			this.cut(at);
		}

		this.#used += width;
	}

	/** The row ends here. */
	cut(at: number): void {
		this.#rows.push({from: this.#start, to: at});
		this.#start = at;
		this.#used = 0;
	}

	end(to: number): ByteRange[] {
		if (this.#start < to) {
			this.cut(to);
		}

		return this.#rows;
	}
}
