/** One row of the raw pane, painted by direction and by kind of byte. */
import {binaryByte, cByte, pythonByte} from '../../core/byte-literals.ts';
import type {LabEvent} from '../../core/events.ts';
import {kindOfByte} from '../../core/glyphs.ts';
import {glyphsBetween, hexRow} from '../../core/hexdump.ts';
import {visibleText, escapeGlyph, pictureGlyph} from '../../core/visible.ts';
import type {RawView} from '../frame.ts';
import {directionOf, styleOfKind, type Emphasis, type Style} from '../palette.ts';
import {Row, type RowOptions} from '../row.ts';
import type {RawLayout, RawOptions, RawRow} from './layout.ts';

/** An extra gap parts the bytes of a row into groups of this many. */
const group_bytes = 8;
const offset_digits = 8;

/** What stands out, for each byte of a row. */
export type RowEmphasis = ReadonlyArray<Emphasis | undefined>;

/** The bytes of one row, `from` to `to`, among those around them; `offset` is what is told as their beginning. */
type Piece = {readonly bytes: Uint8Array; readonly from: number; readonly to: number; readonly offset: number; readonly emphasis: RowEmphasis};

/** How many bytes a row has: as many of 8, 16 or 32 (of 4, 8 or 16 binary ones) as the columns allow. */
export function bytesPerRow(view: RawView, width: 8 | 16 | 32 | 'auto', columns: number): number {
	if (width !== 'auto') {
		return width;
	}

	if (view === 'c') {
		return ([32, 16, 8] as const).find(bytes => bytes * 6 <= columns) ?? 8;
	}

	const widths = view === 'binary' ? [16, 8, 4] : [32, 16, 8];
	return widths.find(bytes => textColumn(bytes, digitsOf(view)) + bytes <= columns) ?? widths.at(-1)!;
}

/** The block that a row's section begins with, what is added to the offsets told, and what stands out. */
type RowFacts = {readonly event: LabEvent; readonly origin: number; readonly emphasis: RowEmphasis};

/** A row of bytes. */
export function bytesRow(layout: RawLayout, raw: RawRow, {event, origin, emphasis}: RowFacts, options: RowOptions & RawOptions): string {
	const row = new Row(options);
	const direction = directionOf(event);
	if (raw.told !== undefined) {
		return row.add(visibleText(raw.told, options), direction, undefined, emphasis.find(each => each !== undefined)).finish();
	}

	const {bytes, start} = layout.window(raw.section, raw.from, raw.to);
	if (bytes.length === 0) {
		return row.add('(bytes not kept)', 'dim').finish();
	}

	const piece = {bytes, from: raw.from - start, to: raw.to - start, offset: origin + raw.from, emphasis};
	return painters[options.view](row, piece, direction, options);
}

type Painter = (row: Row, piece: Piece, direction: Style, options: RowOptions & RawOptions) => string;

const painters: Readonly<Record<RawView, Painter>> = {
	hex: dump,
	binary: dump,
	text,
	escaped: text,
	decode: text,
	c: literals,
	python: literals,
};

/** Cells that one byte takes, without the blank before it. */
function digitsOf(view: RawView): number {
	return view === 'binary' ? 8 : 2;
}

/** The column where a row's text begins. */
function textColumn(width: number, digits: number): number {
	return offset_digits + 2 + (width * (digits + 1)) - 1 + Math.ceil(width / group_bytes) - 1 + 2;
}

function dump(row: Row, piece: Piece, direction: Style, {ascii, width, view, colours}: RowOptions & RawOptions): string {
	const {hex, text: cells, offset} = hexRow(piece.bytes, piece, ascii);
	const digits = digitsOf(view);
	const signs = colours === 0 ? brackets(piece.emphasis) : [];
	row.add(offset.toString(16).padStart(offset_digits, '0'), 'dim').gap(1);
	for (const [index, cell] of hex.entries()) {
		const style = styleOfKind(cell.kind, direction);
		const emphasis = piece.emphasis[index];
		const isWithin = emphasis !== undefined && emphasis === piece.emphasis[index - 1];
		row.add((index > 0 && index % group_bytes === 0 ? ' ' : '') + (signs[index] ?? ' '), style, undefined, isWithin ? emphasis : undefined);
		row.add(view === 'binary' ? binaryByte(piece.bytes[piece.from + index]!) : cell.text, style, digits, emphasis);
	}

	const used = offset_digits + 1 + (hex.length * (digits + 1)) + Math.ceil(hex.length / group_bytes) - 1;
	row.add(signs[hex.length] ?? ' ', 'plain').gap(textColumn(width, digits) - used - 1);
	for (const glyph of glyphsOf(piece, cells)) {
		row.add(glyph.text, styleOfKind(glyph.kind, direction), glyph.width, glyph.emphasis);
	}

	return row.finish();
}

/** The text cells with what stands out on the byte they begin with. */
function glyphsOf({bytes, from, to, emphasis}: Piece, cells: ReturnType<typeof hexRow>['text']) {
	const glyphs = glyphsBetween(bytes, from, to);
	return cells.map((cell, index) => ({...cell, emphasis: emphasis.slice(glyphs[index]!.from - from, glyphs[index]!.to - from).find(each => each !== undefined)}));
}

/** Where there are no colours: `[` before what stands out and `]` behind it, in the blanks around the bytes. */
function brackets(emphasis: RowEmphasis): ReadonlyArray<string | undefined> {
	return Array.from({length: emphasis.length + 1}, (_, index) => {
		const [before, here] = [emphasis[index - 1], emphasis[index]];
		return before === here ? undefined : (here === undefined ? ']' : '[');
	});
}

function text(row: Row, {bytes, from, to, emphasis}: Piece, direction: Style, {ascii, view}: RowOptions & RawOptions): string {
	for (const glyph of glyphsBetween(bytes, from, to)) {
		const shown = view === 'text' ? pictureGlyph(glyph, ascii) : escapeGlyph(glyph, bytes, ascii);
		const standing = emphasis.slice(glyph.from - from, glyph.to - from).find(each => each !== undefined);
		row.add(shown, styleOfKind(kindOfByte(bytes[glyph.from] ?? 0), direction), shown === glyph.shown ? glyph.width : shown.length, standing);
	}

	return row.finish();
}

/** Initializers of an array in C; bytes literals in Python, which stand side by side. */
function literals(row: Row, {bytes, from, to, emphasis}: Piece, direction: Style, {view}: RowOptions & RawOptions): string {
	const isC = view === 'c';
	row.add(isC ? '' : 'b\'', 'dim');
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		row.add(isC ? cByte(byte) : pythonByte(byte), styleOfKind(kindOfByte(byte), direction), undefined, emphasis[at - from]);
		row.add(isC ? (at === to - 1 ? ',' : ', ') : '', 'dim');
	}

	return row.add(isC ? '' : '\'', 'dim').finish();
}

