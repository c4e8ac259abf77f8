import {binaryByte} from '../../core/byte-literals.ts';
import {dumpFormat} from '../raw/dump-format.ts';
import {bytesView} from './bytes-view.ts';

/** Offset, bytes bit by bit, characters. */
export const binary = bytesView({
	name: 'binary',
	summary: 'bytes bit by bit',
	form: 'hex',
	format: dumpFormat({digits: 8, widths: [16, 8, 4], digitsOf: binaryByte}),
});
