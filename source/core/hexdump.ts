/**
A hexdump as data: offsets, two-digit cells and a text column, each with its kind of byte. Colours are chosen elsewhere.
*/
import {hexByte} from './byte-literals.ts';
import {glyphAt, kindOfByte, type ByteKind, type Glyph} from './glyphs.ts';
import {pictureGlyph} from './visible.ts';

export type HexCell = {readonly text: string; readonly kind: ByteKind};
export type TextCell = HexCell & {readonly width: number};

export type HexRow = {
	/** Of its first byte. */
	readonly offset: number;
	/** One for each byte. */
	readonly hex: readonly HexCell[];
	/**
	One for each character that begins in this row; its later bytes have none. Never more cells than bytes, except one for
	a wide character that begins with the last byte.
	*/
	readonly text: readonly TextCell[];
};

/**
Most bytes of a letter with its marks, or of a flag: how far back a row searches for the character that its first bytes
belong to.
*/
export const context_bytes = 16;

/**
The bytes `from` to `to` (exclusive) of `bytes` as one row, labelled `offset`. Neighbouring bytes are read for
characters that cross the row's ends.
*/
export function hexRow(
	bytes: Uint8Array,
	{from, to, offset = from}: {readonly from: number; readonly to: number; readonly offset?: number},
	isAscii = false,
): HexRow {
	const hex = Array.from(bytes.subarray(from, to), byte => ({text: hexByte(byte), kind: kindOfByte(byte)}));
	const text = glyphsBetween(bytes, from, to).map(glyph => textCell(glyph, bytes, isAscii));
	return {offset, hex, text};
}

/** All of `bytes`, `width` to a row. */
export function hexdump(bytes: Uint8Array, width: number, isAscii = false): HexRow[] {
	const rows: HexRow[] = [];
	for (let from = 0; from < bytes.length; from += width) {
		rows.push(hexRow(bytes, {from, to: Math.min(bytes.length, from + width)}, isAscii));
	}

	return rows;
}

/** The characters that begin between `from` and `to`, wherever they end. */
export function glyphsBetween(bytes: Uint8Array, from: number, to: number): Glyph[] {
	const glyphs: Glyph[] = [];
	for (let at = characterStart(bytes, from); at < to;) {
		const glyph = glyphAt(bytes, at, bytes.length);
		if (glyph.from >= from) {
			glyphs.push(glyph);
		}

		at = glyph.to;
	}

	return glyphs;
}

function textCell(glyph: Glyph, bytes: Uint8Array, isAscii: boolean): TextCell {
	return {
		text: pictureGlyph(glyph, isAscii),
		width: isAscii ? 1 : glyph.width,
		kind: kindOfByte(bytes[glyph.from] ?? 0),
	};
}

/** A place at or before `at` where a character begins: an ASCII byte always does, unless marks follow it. */
function characterStart(bytes: Uint8Array, at: number): number {
	if ((bytes[at] ?? 0) < 0x80) {
		return at;
	}

	let start = Math.max(0, at - context_bytes);
	// 0x80 to 0xBF are continuation bytes.
	while (start < at && isInside(bytes[start] ?? 0)) {
		start++;
	}

	return start;
}

function isInside(byte: number): boolean {
	return (byte & 0xC0) === 0x80;
}
