/**
How the blocks of the raw pane fall into rows: a header, then rows of bytes. A block is laid out in chunks of 4 KiB, each on its own, so that finding the rows of one screen costs the same in a block of 10 bytes and in one of 64 MiB.
*/
import type {LabEvent} from '../core/events.ts';
import {context_bytes} from '../core/hexdump.ts';
import type {Journal} from '../lab/journal.ts';
import type {RawView} from './frame.ts';
import {hexRanges, textRanges, type ByteRange} from './byte-ranges.ts';
import type {Walk} from './scroller.ts';

/** A multiple of every width of a hex row. */
const chunk_bytes = 4096;

export type RawOptions = {
	readonly view: RawView;
	/** Bytes in a row of the hex view. */
	readonly width: number;
	readonly columns: number;
	readonly ascii: boolean;
	/** Only blocks from or to this endpoint. */
	readonly only?: string;
};

/** A row: bytes `from` to `to` of the block at a place in the track; the header has neither. */
export type RawRow = {readonly block: number; readonly from: number; readonly to: number};
/** Where a row stands: the row of a chunk of a block. */
export type Position = {readonly block: number; readonly chunk: number; readonly row: number};
/** The first byte of a row, -1 for a header. */
export type RawAnchor = {readonly block: number; readonly from: number};

const header_from = -1;

export function isHeader(row: RawRow): boolean {
	return row.from === header_from;
}

export class RawLayout implements Walk<Position, RawAnchor> {
	readonly #journal: Journal;
	readonly #options: RawOptions;
	/** Chunks laid out while one frame is made. */
	readonly #chunks = new Map<string, readonly RawRow[]>();

	constructor(journal: Journal, options: RawOptions) {
		this.#journal = journal;
		this.#options = options;
	}

	#rowsOf(block: number, chunk: number): readonly RawRow[] {
		const key = `${block}:${chunk}`;
		const known = this.#chunks.get(key);
		if (known !== undefined) {
			return known;
		}

		const from = chunk * chunk_bytes;
		const to = Math.min(this.#length(block), from + chunk_bytes);
		const header = chunk === 0 ? [{block, from: header_from, to: header_from}] : [];
		const rows = [...header, ...this.#ranges(block, from, to).map(range => ({block, ...range}))];
		this.#chunks.set(key, rows);
		return rows;
	}

	#ranges(block: number, from: number, to: number): ByteRange[] {
		if (this.#options.view === 'hex') {
			return hexRanges(from, to, this.#options.width);
		}

		const {bytes, start} = this.window(block, from, to);
		return textRanges(bytes, {from: from - start, to: to - start}, this.#options).map(range => ({from: range.from + start, to: range.to + start}));
	}

	#length(block: number): number {
		return this.event(block)?.bytes ?? 0;
	}

	#lastChunk(block: number): number {
		return Math.max(0, Math.ceil(this.#length(block) / chunk_bytes) - 1);
	}

	#isShown(block: number): boolean {
		const {only} = this.#options;
		const event = this.event(block);
		return event !== undefined && (only === undefined || [event.endpoint, event.peer].includes(only));
	}

	#lastOf(block: number, chunk = this.#lastChunk(block)): Position {
		return {block, chunk, row: this.#rowsOf(block, chunk).length - 1};
	}

	/** The send or recv whose bytes a block shows. */
	event(block: number): LabEvent | undefined {
		return this.#journal.tracks.raw.at(block);
	}

	/** The bytes around `from` to `to`, far enough that no character is cut; `start` is where they begin. Empty when they are no longer kept. */
	window(block: number, from: number, to: number): {readonly bytes: Uint8Array; readonly start: number} {
		const event = this.event(block);
		const start = Math.max(0, from - context_bytes);
		const bytes = event && this.#journal.bytes(event, start, to + context_bytes);
		return {bytes: bytes ?? new Uint8Array(0), start};
	}

	/** The nearest block that is shown, from `block` on in steps of 1 or -1, itself included. */
	shownFrom(block: number, step: 1 | -1): number | undefined {
		const {first, end} = this.#journal.tracks.raw;
		for (let place = step === 1 ? Math.max(first, block) : Math.min(end - 1, block); place >= first && place < end; place += step) {
			if (this.#isShown(place)) {
				return place;
			}
		}

		return undefined;
	}

	/** Blocks that are shown after this one. */
	countAfter(block: number): number {
		const {end} = this.#journal.tracks.raw;
		if (this.#options.only === undefined) {
			return Math.max(0, end - 1 - block);
		}

		let count = 0;
		for (let place = block + 1; place < end; place++) {
			count += Number(this.#isShown(place));
		}

		return count;
	}

	row({block, chunk, row}: Position): RawRow {
		return this.#rowsOf(block, chunk)[row] ?? {block, from: 0, to: 0};
	}

	isBefore(a: Position, b: Position): boolean {
		if (a.block !== b.block) {
			return a.block < b.block;
		}

		return a.chunk === b.chunk ? a.row < b.row : a.chunk < b.chunk;
	}

	anchorOf(position: Position): RawAnchor {
		const {block, from} = this.row(position);
		return {block, from};
	}

	/** The row that has this byte; the header of the next block that is shown, where its own is not any more. */
	find(anchor: RawAnchor): Position | undefined {
		const block = this.shownFrom(anchor.block, 1);
		if (block !== anchor.block) {
			return block === undefined ? undefined : {block, chunk: 0, row: 0};
		}

		const chunk = Math.min(this.#lastChunk(block), Math.floor(Math.max(0, anchor.from) / chunk_bytes));
		const row = this.#rowsOf(block, chunk).findLastIndex(candidate => candidate.from <= anchor.from);
		return {block, chunk, row: Math.max(0, row)};
	}

	first(): Position | undefined {
		const block = this.shownFrom(0, 1);
		return block === undefined ? undefined : {block, chunk: 0, row: 0};
	}

	last(): Position | undefined {
		const block = this.shownFrom(Infinity, -1);
		return block === undefined ? undefined : this.#lastOf(block);
	}

	next({block, chunk, row}: Position): Position | undefined {
		if (row + 1 < this.#rowsOf(block, chunk).length) {
			return {block, chunk, row: row + 1};
		}

		if (chunk < this.#lastChunk(block)) {
			return {block, chunk: chunk + 1, row: 0};
		}

		const following = this.shownFrom(block + 1, 1);
		return following === undefined ? undefined : {block: following, chunk: 0, row: 0};
	}

	previous({block, chunk, row}: Position): Position | undefined {
		if (row > 0) {
			return {block, chunk, row: row - 1};
		}

		if (chunk > 0) {
			return this.#lastOf(block, chunk - 1);
		}

		const before = this.shownFrom(block - 1, -1);
		return before === undefined ? undefined : this.#lastOf(before);
	}
}
