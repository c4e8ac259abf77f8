/**
How the blocks that the raw pane shows fall into sections: a section is what has rows of its own, from its first byte
on. That is one block; in the stream view, all blocks that follow each other in one direction (block-outline.ts); or,
where messages are shown, those that begin in one block (message-outline.ts).

What is let go at the front of a section moves none of its bytes.
*/
import {concatBytes} from '../../core/bytes.ts';
import type {LabEvent} from '../../core/events.ts';
import {lowerBound} from '../../core/lower-bound.ts';
import type {ByteRange} from './row-format.ts';
import type {ShownBlocks} from './shown-blocks.ts';

/** Bytes `from` to `to` of the block at a place; `at` is where they stand in the section. */
export type BlockSlice = {
	readonly place: number;
	readonly event: LabEvent;
	readonly from: number;
	readonly to: number;
	readonly at: number;
};

/** A byte of a section. */
export type SectionByte = {readonly section: number; readonly at: number};

export type Outline = {
	readonly shown: ShownBlocks;
	/** The number of the first section, and the number after the last. */
	readonly first: number;
	readonly end: number;
	/** Looks at the blocks that came; false when `isDue` stopped it before the newest. */
	readonly update: (isDue?: () => boolean) => boolean;
	/** The section whose header stands above a section: itself, or one before it. */
	readonly headOf: (section: number) => number;
	/** The bytes below the header of a section, and the blocks that they came in. */
	readonly extent: (section: number) => {readonly bytes: number; readonly blocks: number};
	/** A section's first block, and its place. */
	readonly event: (section: number) => LabEvent;
	readonly firstPlace: (section: number) => number;
	/** The place of its last block. */
	readonly lastPlace: (section: number) => number;
	/** Where the bytes of a section begin and end. */
	readonly range: (section: number) => ByteRange;
	/** How far into its endpoint's stream byte 0 of a section stands. */
	readonly originOf: (section: number) => number;
	/** The section of the first block that is shown at a place or after it. */
	readonly sectionFrom: (place: number) => number | undefined;
	/** Where byte `at` of the block at a place is; nothing when that block is not shown, or the byte in no section. */
	readonly locate: (place: number, at: number) => SectionByte | undefined;
	/** The bytes `from` to `to` of a section, block by block. */
	readonly pieces: (section: number, from: number, to: number) => Generator<BlockSlice>;
	/** What `view decode` knows of a section. */
	readonly messageFacts?: (section: number) => {readonly protocol: string | undefined; readonly isTail: boolean};
};

/** Bytes of a block: what tells of bytes that are shown elsewhere says how many they are, and has none itself. */
export function lengthOf({data, bytes, rawAs}: LabEvent): number {
	return data === undefined || rawAs === 'header' ? 0 : bytes ?? 0;
}

/** Whether a block has bytes that an end sent or got: not what a link lost, or did with bytes shown elsewhere. */
export function isOfStream({event, direction, rawAs}: LabEvent): boolean {
	return direction === undefined || (event === 'delivered' && rawAs !== 'header');
}

/** Whether a block's bytes come right behind those of the one before, in the stream of one direction. */
export function continues(before: LabEvent | undefined, event: LabEvent): boolean {
	return before !== undefined && isOfStream(event) && event.datagram !== true && event.offset !== undefined
		&& before.endpoint === event.endpoint && before.event === event.event && before.peer === event.peer
		&& (before.offset ?? 0) + (before.bytes ?? 0) === event.offset;
}

/** The bytes `from` to `to` of a section; nothing when any of them is no longer kept. */
export function sectionBytes(outline: Outline, section: number, from: number, to: number): Uint8Array {
	const parts: Uint8Array[] = [];
	for (const piece of outline.pieces(section, from, to)) {
		const part = outline.shown.blocks.bytes(piece.event, piece.from, piece.to);
		if (part === undefined) {
			return new Uint8Array(0);
		}

		parts.push(part);
	}

	return parts.length === 1 ? parts[0]! : concatBytes(parts);
}

/** Blocks in the order of their bytes. */
type Row = {
	readonly first: number;
	readonly end: number;
	readonly placeAt: (index: number) => number;
	readonly eventAt: (index: number) => LabEvent;
	/** Where the bytes of a block begin. */
	readonly startOf: (index: number) => number;
};

/**
The bytes `from` to `to` of a row of blocks.

@yields those of one block
*/
export function * slicesOf(
	{first, end, placeAt, eventAt, startOf}: Row,
	from: number,
	to: number,
): Generator<BlockSlice> {
	const after = lowerBound(end - first, at => startOf(first + at) <= from);
	for (let index = first + Math.max(0, after - 1); index < end; index++) {
		const event = eventAt(index);
		const at = startOf(index);
		if (at >= to) {
			return;
		}

		const begin = Math.max(0, from - at);
		const stop = Math.min(lengthOf(event), to - at);
		if (begin < stop) {
			yield {place: placeAt(index), event, from: begin, to: stop, at: at + begin};
		}
	}
}
