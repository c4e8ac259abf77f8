/**
Bytes in double quotes, as the language writes data: previews in the log and in decoded messages, and lines to be typed
again.
*/
import {Buffer} from 'node:buffer';
import {glyphAt} from './glyphs.ts';
import {isText} from './text.ts';
import {ellipsis, escapeGlyph, type VisibleOptions} from './visible.ts';

export type QuoteOptions = VisibleOptions & {
	/** Whether the bytes are text, where it is known; otherwise decided by `isText`. */
	readonly isText?: boolean;
};

/** Beyond ASCII, a control, a quote or a backslash. */
const needsMore = /[^\u{20}\u{21}\u{23}-\u{5B}\u{5D}-\u{7E}]/v;

/** A character, or one byte of what is not text, as it stands within the quotes; `length` in bytes. */
type QuotedGlyph = {readonly text: string; readonly columns: number; readonly length: number};

/**
Bytes in double quotes, clipped to `columns` cells: `"Xin chào\n"`, and `"Xin"…` when there are more than fit, or when
`more` says that there are. Bytes that are not text are `\xHH` outside printable ASCII. Under 4 columns (6 in ascii),
nothing.
*/
export function quoteBytes(
	bytes: Uint8Array,
	columns: number,
	options: QuoteOptions & {readonly more?: boolean} = {},
): string {
	const {more = false, ascii = false} = options;
	const cut = `"${ellipsis(ascii)}`;
	if (columns < cut.length + 2) {
		return '';
	}

	const plain = plainBeginning(bytes, columns);
	if (plain !== undefined) {
		const isWhole = !more && bytes.length + 2 <= columns;
		return isWhole ? `"${plain}"` : `"${plain.slice(0, columns - 1 - cut.length)}${cut}`;
	}

	let text = '"';
	let width = 1;
	let fitting = 1;
	const {isText: areText = isText(bytes)} = options;
	for (let at = 0; at < bytes.length;) {
		const glyph = quotedAt(bytes, at, areText, ascii);
		width += glyph.columns;
		if (width + 1 > columns) {
			return text.slice(0, fitting) + cut;
		}

		text += glyph.text;
		at += glyph.length;
		if (width + cut.length <= columns) {
			fitting = text.length;
		}
	}

	return more ? text.slice(0, fitting) + cut : `${text}"`;
}

/**
So many bytes as a text, when all of them are ASCII that stands for itself, whatever follows; undefined otherwise. Most
previews are, and this takes a quarter of the time.
*/
function plainBeginning(bytes: Uint8Array, count: number): string | undefined {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(count, bytes.length)).toString('latin1');
	return needsMore.test(text) ? undefined : text;
}

/**
The bytes from character to character; byte by byte where they are not text.

@yields what stands within the quotes, and where it ends
*/
export function * quotedGlyphs(
	bytes: Uint8Array,
	{ascii = false, isText: areText = isText(bytes)}: QuoteOptions = {},
): Generator<QuotedGlyph & {readonly to: number}, void> {
	for (let at = 0; at < bytes.length;) {
		const glyph = quotedAt(bytes, at, areText, ascii);
		at += glyph.length;
		yield {...glyph, to: at};
	}
}

/** Nearly every glyph is one byte by itself; each of these is made once. */
const singles: QuotedGlyph[] = [];

function quotedAt(bytes: Uint8Array, at: number, areText: boolean, isAscii: boolean): QuotedGlyph {
	const byte = bytes[at]!;
	const isSingle = !areText || (byte < 0x80 && (bytes[at + 1] ?? 0) < 0x80);
	if (!isSingle) {
		return quoted(bytes, at, bytes.length, isAscii);
	}

	singles[byte] ??= quoted(Uint8Array.of(byte), 0, 1, isAscii);
	return singles[byte];
}

/** The glyph at `at`, which ends before `end`. */
function quoted(bytes: Uint8Array, at: number, end: number, isAscii: boolean): QuotedGlyph {
	const glyph = glyphAt(bytes, at, end);
	const escaped = escapeGlyph(glyph, bytes, isAscii);
	const text = glyph.codePoint === 0x22 || glyph.codePoint === 0x5C ? `\\${escaped}` : escaped;
	return {text, columns: !isAscii && text === glyph.shown ? glyph.width : text.length, length: glyph.to - glyph.from};
}
