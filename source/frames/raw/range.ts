/** A range of bytes from one cursor to another, both included, in the order in which the pane shows them. */
import {concatBytes} from '../../core/bytes.ts';
import type {DataRef} from '../../core/events.ts';
import type {ByteSource} from '../../core/export-bytes.ts';
import type {BlockLease} from '../../core/block-lease.ts';
import type {Blocks} from '../../lab/blocks.ts';
import {piecesWithin} from '../../lab/pieces.ts';
import {lowerBound} from '../../core/lower-bound.ts';
import type {Cursor} from './cursor.ts';
import {lengthOf, type Outline} from './outline.ts';
import type {ByteRange} from './row-format.ts';

export type Range = {readonly first: Cursor; readonly last: Cursor};

/** The two in order. */
export function rangeOf(one: Cursor, other: Cursor): Range {
	return isAfter(one, other) ? {first: other, last: one} : {first: one, last: other};
}

/** The bytes `from` to `to` (exclusive) of a block that lie in the range. */
export function withinRange({first, last}: Range, place: number, length: number): ByteRange {
	if (place < first.block || place > last.block) {
		return {from: 0, to: 0};
	}

	return {
		from: place === first.block ? first.at : 0,
		to: place === last.block ? Math.min(length, last.at + 1) : length,
	};
}

/** How many bytes the range has. */
export function rangeLength(outline: Outline, range: Range): number {
	let count = 0;
	for (const {place, event} of outline.shown.between(range.first.block, range.last.block)) {
		const {from, to} = withinRange(range, place, lengthOf(event));
		count += Math.max(0, to - from);
	}

	return count;
}

/** Bytes that stay where they lie, unchanged, until they are released; every holder has to do that. */
export type HeldBytes = ByteSource & {readonly release: () => void};

/** The bytes of the range, held; nothing when any is no longer kept. */
export function holdRange(outline: Outline, blocks: Blocks, range: Range): HeldBytes | undefined {
	const lease = blocks.lease();
	const parts: Part[] = [];
	let length = 0;
	for (const {place, event} of outline.shown.between(range.first.block, range.last.block)) {
		const {from, to} = withinRange(range, place, lengthOf(event));
		for (const ref of piecesWithin(event.data ?? [], from, to)) {
			if (!lease.add(ref)) {
				lease.end();
				return undefined;
			}

			parts.push({start: length, ref});
			length += ref.length;
		}
	}

	return {
		length,
		read: (from, to) => readParts(lease, parts, from, to),
		release() {
			lease.end();
		},
	};
}

/** A part of a range, and how many bytes of the range are before it. */
type Part = {readonly start: number; readonly ref: DataRef};

function readParts(lease: BlockLease, parts: readonly Part[], from: number, to: number): Uint8Array {
	const first = lowerBound(parts.length, index => parts[index]!.start + parts[index]!.ref.length <= from);
	const found: Uint8Array[] = [];
	for (let index = first; index < parts.length && parts[index]!.start < to; index++) {
		const {start, ref} = parts[index]!;
		const skipped = Math.max(0, from - start);
		found.push(lease.read({at: ref.at + skipped, length: Math.min(ref.length, to - start) - skipped}));
	}

	return found.length === 1 ? found[0]! : concatBytes(found);
}

/** Whether one byte is shown behind another. */
export function isAfter(one: Cursor, other: Cursor): boolean {
	return one.block > other.block || (one.block === other.block && one.at > other.at);
}
