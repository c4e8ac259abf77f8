import {hexByte} from './byte-literals.ts';
import {quoteText} from './escape.ts';
import {glyphAt} from './glyphs.ts';
import {guardEnds} from './literals.ts';
import {codePointAt} from './utf8.ts';

/** Where a part stands among all bytes. */
export type PieceOptions = {readonly isFirst: boolean; readonly isLast: boolean};

/** What is made of a part, and how many of its bytes: all of the last one, and at least one of any. */
export type ExportedPiece = {readonly text: string | Uint8Array; readonly used: number};

/** More bytes than any glyph has, with its marks: so many are left to the next part, unless it is the last. */
const longest_glyph_bytes = 32;

/** What stands for a byte that is no part of a glyph of several. */
const alone = Array.from({length: 256}, (_, byte) => byte < 0x80 ? quoteText(Uint8Array.of(byte)).slice(1, -1) : String.raw`\x${hexByte(byte)}`);

/** A part of some bytes as DATA of the language, as `escapeText` makes it of all of them. */
export function escapePiece(bytes: Uint8Array, {isFirst, isLast}: PieceOptions): ExportedPiece {
	const end = isLast ? bytes.length : Math.max(1, bytes.length - longest_glyph_bytes);
	let text = '';
	let at = 0;
	while (at < end) {
		const byte = bytes[at]!;
		const isAlone = byte < 0x80 ? codePointAt(bytes, at + 1, bytes.length) < 0x80 : codePointAt(bytes, at, bytes.length) < 0;
		const to = isAlone ? at + 1 : glyphAt(bytes, at, bytes.length).to;
		text += isAlone ? alone[byte]! : quoteText(bytes.subarray(at, to)).slice(1, -1);
		at = to;
	}

	return {text: guardEnds(text, {isFirst, isLast}), used: at};
}
