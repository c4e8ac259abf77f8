/** Lines of text, with control characters shown in whatever way. */
import {kindOfByte, type Glyph} from '../../core/glyphs.ts';
import {glyphsBetween} from '../../core/hexdump.ts';
import {styleOfKind} from '../palette.ts';
import {linesOfText} from './byte-ranges.ts';
import {emphasisIn, type DrawRow, type RowFormat} from './row-format.ts';

type TextOptions = {
	/** How a character is shown, which stands in these bytes. */
	readonly show: (glyph: Glyph, bytes: Uint8Array, isAscii: boolean) => string;
	/** The cells that it takes. */
	readonly columnsOf: (glyph: Glyph, bytes: Uint8Array, isAscii: boolean) => number;
};

export function textFormat({show, columnsOf}: TextOptions): RowFormat {
	return {
		rows: (run, {columns, ascii}) => linesOfText(run, (glyph, bytes) => columnsOf(glyph, bytes, ascii), columns),
		draw: drawText(show),
	};
}

function drawText(show: TextOptions['show']): DrawRow {
	return (row, {bytes, from, to, emphasis}, direction, {ascii}) => {
		for (const glyph of glyphsBetween(bytes, from, to)) {
			const shown = show(glyph, bytes, ascii);
			const style = styleOfKind(kindOfByte(bytes[glyph.from] ?? 0), direction);
			const width = shown === glyph.shown ? glyph.width : shown.length;
			row.add(shown, style, width, emphasisIn(emphasis, glyph.from - from, glyph.to - from));
		}

		return row.finish();
	};
}
