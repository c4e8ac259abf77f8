/**
Bytes as glyphs, one for each character. A byte that is not UTF-8, or a character that is not safe to show, is a glyph
of its own.
*/
import {classOf, canTakeMarks} from './safe-characters.ts';
import {codePointAt, encodedLength} from './utf8.ts';

export type ByteKind = 'nul' | 'printable' | 'space' | 'control' | 'high';

export type Glyph = {
	/** Its bytes: `from` inclusive, `to` exclusive. */
	readonly from: number;
	readonly to: number;
	/** The character with its combining marks, when it is safe to show. */
	readonly shown?: string;
	/** Cells of `shown`: 1 or 2. */
	readonly width: number;
	/** Its first scalar value; -1 for a byte that is not UTF-8. */
	readonly codePoint: number;
};

/** Further marks over one letter are shown separately; normal text has none. */
const marks_per_letter = 4;

/** The category of a byte, for its colour. */
export function kindOfByte(byte: number): ByteKind {
	if (byte > 0x20 && byte < 0x7F) {
		return 'printable';
	}

	if (byte >= 0x80) {
		return 'high';
	}

	if (byte === 0) {
		return 'nul';
	}

	return byte === 0x20 ? 'space' : 'control';
}

/** The glyph that begins at `at`; reads no further than `end`. */
export function glyphAt(bytes: Uint8Array, at: number, end: number): Glyph {
	const codePoint = codePointAt(bytes, at, end);
	if (codePoint < 0) {
		return {from: at, to: at + 1, width: 1, codePoint};
	}

	const to = at + encodedLength(codePoint);
	const found = classOf(codePoint);
	if (found === 'flag') {
		return flagAt(bytes, at, end, codePoint);
	}

	if (found !== 'narrow' && found !== 'wide') {
		return {from: at, to, width: 1, codePoint};
	}

	const glyph = {from: at, to, shown: String.fromCodePoint(codePoint), width: found === 'wide' ? 2 : 1, codePoint};
	return to < end && (bytes[to] ?? 0) >= 0x80 && canTakeMarks(codePoint) ? withMarks(bytes, glyph, end) : glyph;
}

function flagAt(bytes: Uint8Array, at: number, end: number, codePoint: number): Glyph {
	const second = codePointAt(bytes, at + 4, end);
	const isFlag = second >= 0 && classOf(second) === 'flag';
	const alone = {from: at, to: at + 4, width: 1, codePoint};
	return isFlag ? {...alone, to: at + 8, shown: String.fromCodePoint(codePoint, second), width: 2} : alone;
}

function withMarks(bytes: Uint8Array, glyph: Glyph & {readonly shown: string}, end: number): Glyph {
	let {to, shown} = glyph;
	for (let count = 0; count < marks_per_letter && to < end; count++) {
		const next = codePointAt(bytes, to, end);
		if (next < 0 || classOf(next) !== 'mark') {
			break;
		}

		shown += String.fromCodePoint(next);
		to += encodedLength(next);
	}

	return {...glyph, to, shown};
}
