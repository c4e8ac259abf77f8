import {pythonByte} from '../../core/byte-literals.ts';
import {rowsThatFit} from '../raw/byte-ranges.ts';
import {literalRow} from '../raw/literal-row.ts';
import {bytesView} from './bytes-view.ts';

const [begin, end] = ['b\'', '\''];

/** Bytes literals, which Python joins where they stand side by side. */
export const python = bytesView({
	name: 'python',
	summary: 'bytes as bytes literals, to paste into Python',
	form: 'python',
	format: {
		rows: (run, {columns}) => rowsThatFit(run, byte => pythonByte(byte).length, columns - begin.length - end.length),
		draw: literalRow({begin, byte: pythonByte, end}),
	},
});
