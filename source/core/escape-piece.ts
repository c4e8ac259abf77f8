import {hexByte} from './byte-literals.ts';
import {quoteText} from './escape.ts';
import {glyphAt} from './glyphs.ts';
import {guardEnds} from './literals.ts';
import {codePointAt} from './utf8.ts';

/** Whether a part is the first or last of all bytes. */
export type PieceOptions = {readonly isFirst: boolean; readonly isLast: boolean};

/** The text of a part and the number of bytes used: at least one, and all of the last part. */
export type ExportedPiece = {readonly text: string | Uint8Array; readonly used: number};

/** More bytes than any glyph with its marks. So many are left to the next part, unless it is the last. */
const longest_glyph_bytes = 32;

/** The text of each byte that is not part of a multi-byte glyph. */
const singleBytes = Array.from({length: 256}, (_, byte) => singleByteText(byte));

function singleByteText(byte: number): string {
	return byte < 0x80 ? quoteText(Uint8Array.of(byte)).slice(1, -1) : String.raw`\x${hexByte(byte)}`;
}

/** One part of what `escapeText` makes of all bytes. */
export function escapePiece(bytes: Uint8Array, {isFirst, isLast}: PieceOptions): ExportedPiece {
	const end = isLast ? bytes.length : Math.max(1, bytes.length - longest_glyph_bytes);
	let text = '';
	let at = 0;
	while (at < end) {
		const byte = bytes[at]!;
		const isSingle = byte < 0x80
			? codePointAt(bytes, at + 1, bytes.length) < 0x80
			: codePointAt(bytes, at, bytes.length) < 0;
		const to = isSingle ? at + 1 : glyphAt(bytes, at, bytes.length).to;
		text += isSingle ? singleBytes[byte]! : quoteText(bytes.subarray(at, to)).slice(1, -1);
		at = to;
	}

	return {text: guardEnds(text, {isFirst, isLast}), used: at};
}
