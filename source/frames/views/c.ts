import {cByte} from '../../core/byte-literals.ts';
import {rowsOfWidth} from '../raw/byte-ranges.ts';
import {literalRow} from '../raw/literal-row.ts';
import {bytesView} from './bytes-view.ts';

/** Cells of `0x00, `. */
const byte_columns = 6;
const widths = [32, 16, 8] as const;

/** The initializers of an array. */
export const c = bytesView({
	name: 'c',
	summary: 'bytes as initializers of an array, to paste into C',
	form: 'c',
	format: {
		widthFor: columns => widths.find(width => width * byte_columns <= columns) ?? 8,
		rows: ({from, to}, {width}) => rowsOfWidth(from, to, width),
		draw: literalRow({byte: cByte, between: ', ', end: ','}),
	},
});
