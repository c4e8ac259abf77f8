/**
Makes text safe for every terminal: what cannot be shown becomes an escape that the language parses (`\n`,
`\x1b`, `\u{202e}`) or, in a single cell, a control picture (`␊`).
*/
import stringWidth from 'string-width';
import {hexByte} from './byte-literals.ts';
import {glyphAt, type Glyph} from './glyphs.ts';
import {isNarrow} from './narrow.ts';

export type VisibleOptions = {
	/** Nothing outside printable ASCII. */
	readonly ascii?: boolean;
};

const encoder = new TextEncoder();
const segmenter = new Intl.Segmenter();
/** Most UTF-16 units of one cell: a letter of two and its marks. */
const units_per_cell = 8;
/** Searches for one character: a pattern for the whole text overflows the regex stack at 8,400,000 characters. */
const beyondPlain = /[^\u{20}-\u{7E}]/v;
const named: Readonly<Record<number, string>> = {
	0: String.raw`\0`,
	9: String.raw`\t`,
	10: String.raw`\n`,
	13: String.raw`\r`,
};

/** Text with unsafe characters escaped. Backslashes are not doubled. */
export function visibleText(text: string, {ascii = false}: VisibleOptions = {}): string {
	if (!beyondPlain.test(text)) {
		return text;
	}

	const whole = text.replaceAll(/\p{Surrogate}/gv, lone => String.raw`\u{${(lone.codePointAt(0) ?? 0).toString(16)}}`);
	const bytes = encoder.encode(whole);
	let result = '';
	for (let at = 0; at < bytes.length;) {
		const glyph = glyphAt(bytes, at, bytes.length);
		result += escapeGlyph(glyph, bytes, ascii);
		at = glyph.to;
	}

	return result;
}

/** One glyph, escaped where it is not safe, for text without quotes. */
export function escapeGlyph(glyph: Glyph, bytes: Uint8Array, isAscii: boolean): string {
	if (glyph.shown !== undefined
		&& (!isAscii || glyph.codePoint < 0x80)
		&& glyph.to - glyph.from <= (isAscii ? 1 : Infinity)) {
		return glyph.shown;
	}

	if (glyph.codePoint < 0) {
		return hexEscape(bytes[glyph.from] ?? 0);
	}

	if (glyph.codePoint < 0x80 && glyph.shown === undefined) {
		return named[glyph.codePoint] ?? hexEscape(glyph.codePoint);
	}

	return glyph.shown === undefined
		? codePointEscape(glyph.codePoint)
		: Array.from(glyph.shown, escapeCharacter).join('');
}

/** One glyph for a text column, where a control takes one cell: `␊`, `·` for what cannot be shown, `.` in ASCII. */
export function pictureGlyph(glyph: Glyph, isAscii: boolean): string {
	if (isAscii) {
		return glyph.codePoint >= 0x20 && glyph.codePoint < 0x7F ? String.fromCodePoint(glyph.codePoint) : '.';
	}

	if (glyph.shown !== undefined) {
		return glyph.shown;
	}

	if (glyph.codePoint >= 0 && glyph.codePoint < 0x20) {
		return String.fromCodePoint(0x24_00 + glyph.codePoint);
	}

	return glyph.codePoint === 0x7F ? '␡' : '·';
}

/** Width of a visible text, in cells. */
export function columnsOf(text: string): number {
	return isNarrow(text) ? text.length : stringWidth(text);
}

/** A visible text cut to at most `columns` cells, with `…` (`...` in ascii) where something is left out. */
export function clip(text: string, columns: number, {ascii = false}: VisibleOptions = {}): string {
	const enough = beginningOf(text, columns + 1);
	if (enough.length === text.length && columnsOf(text) <= columns) {
		return text;
	}

	const mark = ellipsis(ascii).slice(0, Math.max(0, columns));
	let result = '';
	let left = columns - mark.length;
	for (const {segment} of segmenter.segment(enough)) {
		left -= columnsOf(segment);
		if (left < 0) {
			break;
		}

		result += segment;
	}

	return result + mark;
}

/**
A beginning of a visible text that contains at least its first `columns` cells, so that a long text need not be measured
to its end.
*/
export function beginningOf(text: string, columns: number): string {
	return text.slice(0, Math.max(0, columns) * units_per_cell);
}

/** Marks text that was cut. */
export function ellipsis(isAscii: boolean): string {
	return isAscii ? '...' : '…';
}

function escapeCharacter(character: string): string {
	const codePoint = character.codePointAt(0) ?? 0;
	return codePoint < 0x80 ? character : codePointEscape(codePoint);
}

function hexEscape(byte: number): string {
	return String.raw`\x${hexByte(byte)}`;
}

function codePointEscape(codePoint: number): string {
	return String.raw`\u{${codePoint.toString(16)}}`;
}
