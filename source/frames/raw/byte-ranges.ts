/** How a run of bytes is cut into rows. */
import {pythonByte} from '../../core/byte-literals.ts';
import {glyphsBetween} from '../../core/hexdump.ts';
import type {Glyph} from '../../core/glyphs.ts';
import {escapeGlyph} from '../../core/visible.ts';
import type {RawView} from '../frame.ts';

/** `from` inclusive, `to` exclusive. */
export type ByteRange = {readonly from: number; readonly to: number};

type TextOptions = {readonly view: RawView; readonly columns: number; readonly ascii: boolean};

const newline = 0x0A;

/** `width` bytes to a row. */
export function hexRanges(from: number, to: number, width: number): ByteRange[] {
	return Array.from({length: Math.ceil((to - from) / width)}, (_, index) => {
		const start = from + (index * width);
		return {from: start, to: Math.min(to, start + width)};
	});
}

/** Lines of text: a row ends after a line feed, or where the next character has no room. What stands around the run in `bytes` is looked at for characters that cross its ends. */
export function textRanges(bytes: Uint8Array, {from, to}: ByteRange, options: TextOptions): ByteRange[] {
	const rows: ByteRange[] = [];
	let start = from;
	let used = 0;
	const endRow = (end: number) => {
		rows.push({from: start, to: end});
		start = end;
		used = 0;
	};

	for (const glyph of glyphsBetween(bytes, from, to)) {
		const width = columnsOfGlyph(glyph, bytes, options);
		if (used + width > options.columns && glyph.from > start) {
			endRow(glyph.from);
		}

		used += width;
		if (glyph.codePoint === newline) {
			endRow(glyph.to);
		}
	}

	if (start < to) {
		endRow(to);
	}

	return rows;
}

function columnsOfGlyph(glyph: Glyph, bytes: Uint8Array, {view, ascii}: TextOptions): number {
	if (view === 'text') {
		return glyph.width;
	}

	const escaped = escapeGlyph(glyph, bytes, ascii);
	return escaped === glyph.shown ? glyph.width : escaped.length;
}

/** Rows of Python literals: as many bytes as `b'…'` has room for. */
export function literalRanges(bytes: Uint8Array, {from, to}: ByteRange, columns: number): ByteRange[] {
	const rows: ByteRange[] = [];
	let start = from;
	let used = 0;
	for (let at = from; at < to; at++) {
		const width = pythonByte(bytes[at] ?? 0).length;
		if (used + width > columns - 3 && at > start) {
			rows.push({from: start, to: at});
			start = at;
			used = 0;
		}

		used += width;
	}

	return start < to ? [...rows, {from: start, to}] : rows;
}
