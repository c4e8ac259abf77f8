import {dumpFormat} from '../raw/dump-format.ts';
import {bytesView} from './bytes-view.ts';

/** Offset, bytes in hex, characters. */
export const hex = bytesView({
	name: 'hex',
	key: 'h',
	summary: 'bytes as hex',
	form: 'hex',
	format: dumpFormat({
		digits: 2,
		widths: [32, 16, 8],
		digitsOf: byte => byte.toString(16).padStart(2, '0'),
	}),
});
