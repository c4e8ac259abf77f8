import {pictureGlyph} from '../../core/visible.ts';
import {textFormat} from '../raw/text-format.ts';
import {bytesView} from './bytes-view.ts';

/** Lines of text; a control character is a picture of itself. */
export const text = bytesView({
	name: 'text',
	key: 't',
	summary: 'bytes as text',
	form: 'text',
	format: textFormat({
		show: (glyph, _bytes, isAscii) => pictureGlyph(glyph, isAscii),
		columnsOf: glyph => glyph.width,
	}),
});
