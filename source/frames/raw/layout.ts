/**
How the sections of the raw pane fall into rows: a header, then rows of bytes. A section is laid out in chunks of 4 KiB,
each on its own, so that finding the rows of one screen costs the same in a section of 10 bytes and in one of 64 MiB. A
chunk has no rows where a row of a chunk before stands for its bytes.
*/
import {context_bytes} from '../../core/hexdump.ts';
import type {Walk} from '../scroller.ts';
import type {DecodedRows} from './decoded-rows.ts';
import {sectionBytes, type Outline} from './outline.ts';
import type {FormatOptions, FormatRow, RowFormat} from './row-format.ts';

/** A multiple of every width of a hex row. */
const chunk_bytes = 4096;

export type RawOptions = FormatOptions & {readonly format: RowFormat};

/** A row: bytes `from` to `to` of a section; the header has neither. */
export type RawRow = FormatRow & {readonly section: number};
/** Where a row stands: the row of a chunk of a section. */
export type Position = {readonly section: number; readonly chunk: number; readonly row: number};
/** A byte of a block, -1 for its header. */
export type RawAnchor = {readonly block: number; readonly from: number};

const header_from = -1;

export function isHeader(row: RawRow): boolean {
	return row.from === header_from;
}

export class RawLayout implements Walk<Position, RawAnchor> {
	readonly #options: RawOptions;
	readonly #decoded: DecodedRows;
	readonly #chunk_bytes: number;
	/** Chunks laid out while one frame is made. */
	readonly #chunks = new Map<string, readonly RawRow[]>();
	readonly outline: Outline;

	constructor(outline: Outline, options: RawOptions, decoded: DecodedRows) {
		this.outline = outline;
		this.#decoded = decoded;
		this.#options = options;
		this.#chunk_bytes = options.format.isOfMessages === true ? Number.MAX_SAFE_INTEGER : chunk_bytes;
	}

	#rowsOf(section: number, chunk: number): readonly RawRow[] {
		const key = `${section}:${chunk}`;
		const known = this.#chunks.get(key);
		if (known !== undefined) {
			return known;
		}

		const range = this.outline.range(section);
		const from = Math.max(range.from, chunk * this.#chunk_bytes);
		const to = Math.min(range.to, (chunk + 1) * this.#chunk_bytes);
		const hasHeader = chunk === this.#firstChunk(section) && this.outline.headOf(section) === section;
		const header = hasHeader ? [this.header(section)] : [];
		const rows = [...header, ...this.#format(section, from, to).map(row => ({section, ...row}))];
		this.#chunks.set(key, rows);
		return rows;
	}

	#format(section: number, from: number, to: number): readonly FormatRow[] {
		const run = {
			from,
			to,
			window: () => this.window(section, from, to),
			whole: this.outline.range(section),
			bytes: (begin: number, end: number) => sectionBytes(this.outline, section, begin, end),
			messages: () => this.#decoded.of(this.outline, section, {from, to}),
		};
		return this.#options.format.rows(run, this.#options);
	}

	#firstChunk(section: number): number {
		return Math.floor(this.outline.range(section).from / this.#chunk_bytes);
	}

	#lastChunk(section: number): number {
		const {from, to} = this.outline.range(section);
		return Math.floor(Math.max(from, to - 1) / this.#chunk_bytes);
	}

	/** The last row of a chunk, or of the one before that has any. */
	#lastOf(section: number, chunk = this.#lastChunk(section)): Position {
		let at = chunk;
		while (this.#rowsOf(section, at).length === 0) {
			at--;
		}

		return {section, chunk: at, row: this.#rowsOf(section, at).length - 1};
	}

	#firstOf(section: number): Position {
		return {section, chunk: this.#firstChunk(section), row: 0};
	}

	/**
	The bytes around `from` to `to`, far enough that no character is cut; `start` is where they begin. Empty when they are
	no longer kept.
	*/
	window(section: number, from: number, to: number): {readonly bytes: Uint8Array; readonly start: number} {
		const start = Math.max(this.outline.range(section).from, from - context_bytes);
		return {bytes: sectionBytes(this.outline, section, start, to + context_bytes), start};
	}

	/** Bytes in a row, where the format counts them. */
	get width(): number | undefined {
		const {format, width} = this.#options;
		return format.widthFor === undefined ? undefined : width;
	}

	/** Sections after this one. */
	countAfter(section: number): number {
		return this.outline.end - 1 - section;
	}

	/** The header above a section's rows. */
	header(section: number): RawRow {
		return {section, from: header_from, to: header_from};
	}

	row({section, chunk, row}: Position): RawRow {
		return this.#rowsOf(section, chunk)[row] ?? {section, from: 0, to: 0};
	}

	isBefore(a: Position, b: Position): boolean {
		if (a.section !== b.section) {
			return a.section < b.section;
		}

		return a.chunk === b.chunk ? a.row < b.row : a.chunk < b.chunk;
	}

	anchorOf(position: Position): RawAnchor {
		const {section, from} = this.row(position);
		const [piece] = from === header_from ? [] : this.outline.pieces(section, from, from + 1);
		return piece === undefined
			? {block: this.outline.firstPlace(section), from: header_from}
			: {block: piece.place, from: piece.from};
	}

	/** The row that has this byte; the header of the next section, where its block is not shown any more. */
	find({block, from}: RawAnchor): Position | undefined {
		const next = this.outline.sectionFrom(block);
		const isAtHeader = from === header_from && next !== undefined && block === this.outline.firstPlace(next);
		const here = isAtHeader ? undefined : this.outline.locate(block, Math.max(0, from));
		if (here === undefined) {
			return next === undefined ? undefined : this.#firstOf(next);
		}

		const {section, at} = here;
		let chunk = Math.min(this.#lastChunk(section), Math.floor(at / this.#chunk_bytes));
		while (chunk > this.#firstChunk(section) && !((this.#rowsOf(section, chunk)[0]?.from ?? Infinity) <= at)) {
			chunk--;
		}

		const row = this.#rowsOf(section, chunk).findLastIndex(candidate => candidate.from <= at);
		return {section, chunk, row: Math.max(0, row)};
	}

	first(): Position | undefined {
		const {first, end} = this.outline;
		return first === end ? undefined : this.#firstOf(first);
	}

	last(): Position | undefined {
		const {first, end} = this.outline;
		return first === end ? undefined : this.#lastOf(end - 1);
	}

	next({section, chunk, row}: Position): Position | undefined {
		if (row + 1 < this.#rowsOf(section, chunk).length) {
			return {section, chunk, row: row + 1};
		}

		for (let next = chunk + 1; next <= this.#lastChunk(section); next++) {
			if (this.#rowsOf(section, next).length > 0) {
				return {section, chunk: next, row: 0};
			}
		}

		return section + 1 < this.outline.end ? this.#firstOf(section + 1) : undefined;
	}

	previous({section, chunk, row}: Position): Position | undefined {
		if (row > 0) {
			return {section, chunk, row: row - 1};
		}

		if (chunk > this.#firstChunk(section)) {
			return this.#lastOf(section, chunk - 1);
		}

		return section > this.outline.first ? this.#lastOf(section - 1) : undefined;
	}
}
