/** Offset, bytes, characters: the dump of a row, in whatever digits. */
import {glyphsBetween, hexRow} from '../../core/hexdump.ts';
import {styleOfKind} from '../palette.ts';
import {emphasisIn, type DrawRow, type RowBytes, type RowEmphasis, type RowFormat} from './row-format.ts';
import {squeezedRows} from './squeezed-rows.ts';

/** An extra gap parts the bytes of a row into groups of this many. */
const group_bytes = 8;
const offset_digits = 8;

type DumpOptions = {
	/** Cells that one byte takes, without the blank before it. */
	readonly digits: number;
	/** Bytes in a row, the most first: as many as the columns allow are taken. */
	readonly widths: readonly [number, ...number[]];
	readonly digitsOf: (byte: number) => string;
};

export function dumpFormat({digits, widths, digitsOf}: DumpOptions): RowFormat {
	return {
		widthFor: columns => widths.find(width => textColumn(width, digits) + width <= columns) ?? widths.at(-1)!,
		rows: (run, {width}) => squeezedRows(run, width),
		draw: drawDump(digits, digitsOf),
	};
}

/** The column where a row's characters begin. */
function textColumn(width: number, digits: number): number {
	return offset_digits + 2 + (width * (digits + 1)) - 1 + Math.ceil(width / group_bytes) - 1 + 2;
}

function drawDump(digits: number, digitsOf: DumpOptions['digitsOf']): DrawRow {
	return (row, piece, direction, {ascii, width, colours}) => {
		const {hex, text, offset} = hexRow(piece.bytes, piece, ascii);
		const signs = colours === 0 ? brackets(piece.emphasis) : [];
		row.add(offset.toString(16).padStart(offset_digits, '0'), 'dim').gap(1);
		for (const [index, {kind}] of hex.entries()) {
			const style = styleOfKind(kind, direction);
			const emphasis = piece.emphasis[index];
			const isWithin = emphasis !== undefined && emphasis === piece.emphasis[index - 1];
			const gap = index > 0 && index % group_bytes === 0 ? ' ' : '';
			row.add(gap + (signs[index] ?? ' '), style, undefined, isWithin ? emphasis : undefined);
			row.add(digitsOf(piece.bytes[piece.from + index]!), style, digits, emphasis);
		}

		const used = offset_digits + 1 + (hex.length * (digits + 1)) + Math.ceil(hex.length / group_bytes) - 1;
		row.add(signs[hex.length] ?? ' ', 'plain').gap(textColumn(width, digits) - used - 1);
		for (const cell of emphasised(piece, text)) {
			row.add(cell.text, styleOfKind(cell.kind, direction), cell.width, cell.emphasis);
		}

		return row.finish();
	};
}

/** The text cells with what stands out on the bytes of their characters. */
function emphasised({bytes, from, to, emphasis}: RowBytes, cells: ReturnType<typeof hexRow>['text']) {
	const glyphs = glyphsBetween(bytes, from, to);
	return cells.map((cell, index) => {
		const glyph = glyphs[index]!;
		return {...cell, emphasis: emphasisIn(emphasis, glyph.from - from, glyph.to - from)};
	});
}

/** Where there are no colours: `[` before what stands out and `]` behind it, in the blanks around the bytes. */
function brackets(emphasis: RowEmphasis): ReadonlyArray<string | undefined> {
	return Array.from({length: emphasis.length + 1}, (_, index) => {
		const here = emphasis[index];
		if (here === emphasis[index - 1]) {
			return undefined;
		}

		return here === undefined ? ']' : '[';
	});
}
