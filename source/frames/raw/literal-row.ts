import {kindOfByte} from '../../core/glyphs.ts';
import {styleOfKind} from '../palette.ts';
import type {DrawRow} from './row-format.ts';

type Literal = {
	readonly begin?: string;
	readonly byte: (byte: number) => string;
	readonly between?: string;
	readonly end: string;
};

/** Draws bytes as a literal of a programming language. */
export function literalRow({begin = '', byte: literalOf, between = '', end}: Literal): DrawRow {
	return (row, {bytes, from, to, emphasis}, direction) => {
		row.add(begin, 'dim');
		for (let at = from; at < to; at++) {
			const byte = bytes[at] ?? 0;
			row.add(literalOf(byte), styleOfKind(kindOfByte(byte), direction), undefined, emphasis[at - from]);
			row.add(at === to - 1 ? end : between, 'dim');
		}

		return row.finish();
	};
}
