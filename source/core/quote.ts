/**
Bytes in double quotes, as the language writes data: previews in the log and in decoded messages, and lines to be typed
again.
*/
import {glyphAt} from './glyphs.ts';
import {isText} from './text.ts';
import {ellipsis, escapeGlyph, type VisibleOptions} from './visible.ts';

export type QuoteOptions = VisibleOptions & {
	/** Whether the bytes are text, where it is known; otherwise decided by `isText`. */
	readonly isText?: boolean;
};

/** A character, or one byte of what is not text, as it stands within the quotes. */
type QuotedGlyph = {readonly text: string; readonly columns: number; readonly to: number};

/**
Bytes in double quotes, clipped to `columns` cells: `"Xin chào\n"`, and `"Xin"…` when there are more than fit, or when
`more` says that there are. Bytes that are not text are `\xHH` outside printable ASCII. Under 4 columns (6 in ascii),
nothing.
*/
export function quoteBytes(
	bytes: Uint8Array,
	columns: number,
	{more = false, ...options}: QuoteOptions & {readonly more?: boolean} = {},
): string {
	const cut = `"${ellipsis(options.ascii === true)}`;
	if (columns < cut.length + 2) {
		return '';
	}

	let text = '"';
	let width = 1;
	let fitting = 1;
	for (const glyph of quotedGlyphs(bytes, options)) {
		width += glyph.columns;
		if (width + 1 > columns) {
			return text.slice(0, fitting) + cut;
		}

		text += glyph.text;
		if (width + cut.length <= columns) {
			fitting = text.length;
		}
	}

	return more ? text.slice(0, fitting) + cut : `${text}"`;
}

/**
The bytes from character to character; byte by byte where they are not text.

@yields what stands within the quotes
*/
export function * quotedGlyphs(
	bytes: Uint8Array,
	{ascii = false, isText: areText = isText(bytes)}: QuoteOptions = {},
): Generator<QuotedGlyph, void> {
	for (let at = 0; at < bytes.length;) {
		const glyph = glyphAt(bytes, at, areText ? bytes.length : at + 1);
		const escaped = escapeGlyph(glyph, bytes, ascii);
		const text = glyph.codePoint === 0x22 || glyph.codePoint === 0x5C ? `\\${escaped}` : escaped;
		yield {text, columns: !ascii && text === glyph.shown ? glyph.width : text.length, to: glyph.to};
		at = glyph.to;
	}
}
