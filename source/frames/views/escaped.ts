import type {Glyph} from '../../core/glyphs.ts';
import {escapeGlyph} from '../../core/visible.ts';
import {textFormat} from '../raw/text-format.ts';
import {bytesView} from './bytes-view.ts';

/** Lines of text; what cannot be shown is escaped, as `send` takes it. */
export const escaped = bytesView({
	name: 'escaped',
	key: 'e',
	summary: 'bytes as escaped text',
	form: 'escaped',
	format: textFormat({show: escapeGlyph, columnsOf}),
});

function columnsOf(glyph: Glyph, bytes: Uint8Array, isAscii: boolean): number {
	const shown = escapeGlyph(glyph, bytes, isAscii);
	return shown === glyph.shown ? glyph.width : shown.length;
}
