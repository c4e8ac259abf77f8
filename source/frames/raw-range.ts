/** A range of bytes from one cursor to another, both included, in the order in which the pane shows them. */
import {concatBytes} from '../core/bytes.ts';
import type {Blocks} from '../lab/blocks.ts';
import type {Cursor} from './raw-cursor.ts';
import {lengthOf, type Outline} from './raw-outline.ts';

export type Range = {readonly first: Cursor; readonly last: Cursor};

/** The two in order. */
export function rangeOf(one: Cursor, other: Cursor): Range {
	return isAfter(one, other) ? {first: other, last: one} : {first: one, last: other};
}

/** The bytes `from` to `to` (exclusive) of a block that lie in the range. */
export function withinRange({first, last}: Range, place: number, length: number): {readonly from: number; readonly to: number} {
	return place < first.block || place > last.block ? {from: 0, to: 0} : {from: place === first.block ? first.at : 0, to: place === last.block ? Math.min(length, last.at + 1) : length};
}

/** How many bytes the range has. */
export function rangeLength(outline: Outline, range: Range): number {
	let count = 0;
	for (const {place, event} of outline.between(range.first.block, range.last.block)) {
		const {from, to} = withinRange(range, place, lengthOf(event));
		count += Math.max(0, to - from);
	}

	return count;
}

/** The bytes of the range, copied; nothing when any is no longer kept. */
export function rangeBytes(outline: Outline, blocks: Blocks, range: Range): Uint8Array | undefined {
	const parts: Uint8Array[] = [];
	for (const {place, event} of outline.between(range.first.block, range.last.block)) {
		const {from, to} = withinRange(range, place, lengthOf(event));
		const part = from < to ? blocks.bytes(event, from, to) : new Uint8Array(0);
		if (part === undefined) {
			return undefined;
		}

		parts.push(part);
	}

	return concatBytes(parts);
}

/** Whether one byte is shown behind another. */
export function isAfter(one: Cursor, other: Cursor): boolean {
	return one.block > other.block || (one.block === other.block && one.at > other.at);
}
