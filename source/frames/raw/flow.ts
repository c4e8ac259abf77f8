/** One direction of a connection: its blocks, one behind the other, whatever came between them. */
import type {LabEvent} from '../../core/events.ts';
import {Cutter, type StreamBytes} from '../../decode/framing/cutter.ts';
import type {Blocks} from '../../lab/blocks.ts';
import {SlidingList} from '../../core/sliding-list.ts';
import {lengthOf, slicesOf, type BlockSlice} from './outline.ts';

/** Read at once while messages are looked for. */
const window_bytes = 16_384;

export class Flow {
	readonly #blocks: Blocks;
	readonly #places = new SlidingList<number>();
	/** The numbers of its sections. */
	readonly sections = new SlidingList<number>();
	readonly cutter: Cutter;
	/** The offset behind its last byte. */
	end: number;
	/** The section of the message that came last. */
	open: number | undefined;

	/** `start`: the offset of its first byte. */
	constructor(blocks: Blocks, start: number) {
		this.#blocks = blocks;
		this.end = start;
		this.cutter = new Cutter(start);
	}

	#eventAt(index: number): LabEvent {
		return this.#blocks.track.at(this.#places.at(index)!)!;
	}

	/** The index of the block that has the byte at an offset. */
	#indexAt(offset: number): number {
		return this.#places.search(place => (this.#blocks.track.at(place)?.offset ?? 0) <= offset) - 1;
	}

	push(place: number, event: LabEvent): void {
		this.#places.push(place);
		this.end = (event.offset ?? 0) + lengthOf(event);
	}

	/** The index of the first block that is kept. */
	get #first(): number {
		const {first} = this.#blocks.track;
		this.#places.dropBefore(this.#places.search(place => place < first));
		return this.#places.first;
	}

	/** Sections that are no longer shown go. */
	forget(first_section: number): void {
		this.sections.dropBefore(this.sections.search(section => section < first_section));
	}

	/** The offset of the first byte that is kept. */
	get start(): number {
		const first = this.#first;
		return this.#places.size === 0 ? this.end : this.#eventAt(first).offset ?? 0;
	}

	/** The place of the block that has the byte at an offset; of the first behind it, where that is gone. */
	placeAt(offset: number): number | undefined {
		return this.#places.at(Math.max(this.#first, this.#indexAt(offset)));
	}

	eventOf(offset: number): LabEvent | undefined {
		const place = this.placeAt(offset);
		return place === undefined ? undefined : this.#blocks.track.at(place);
	}

	/** How many blocks have bytes from one offset to another. */
	count(from: number, to: number): number {
		return this.#indexAt(Math.max(from, to - 1)) - Math.max(this.#first, this.#indexAt(from)) + 1;
	}

	* slices(from: number, to: number): Generator<BlockSlice> {
		yield * slicesOf({
			first: this.#first,
			end: this.#places.end,
			placeAt: index => this.#places.at(index)!,
			eventAt: index => this.#eventAt(index),
			startOf: index => this.#eventAt(index).offset ?? 0,
		}, from, to);
	}

	/** Its bytes as they are now: valid until the next `record`. */
	get bytes(): StreamBytes {
		let window: Window = {from: 0, bytes: new Uint8Array(0), block_end: 0};
		return {
			end: this.end,
			read: (at, length) => {
				if (!covers(window, at, length)) {
					const found = this.#window(at, Math.max(length, window_bytes));
					if (found === undefined) {
						return undefined;
					}

					window = found;
				}

				return window.bytes.subarray(at - window.from, at - window.from + length);
			},
			blockEnd: at => {
				if (!covers(window, at, 1)) {
					const event = this.eventOf(at);
					return event === undefined ? this.end : (event.offset ?? 0) + lengthOf(event);
				}

				return window.block_end;
			},
		};
	}

	#window(from: number, length: number): Window | undefined {
		const [slice] = from < this.start ? [] : this.slices(from, Math.min(this.end, from + length));
		const bytes = slice && this.#blocks.bytes(slice.event, slice.from, slice.to);
		return bytes && {from, bytes, block_end: (slice.event.offset ?? 0) + lengthOf(slice.event)};
	}
}

/** Bytes of one block, and the offset behind that block. */
type Window = {readonly from: number; readonly bytes: Uint8Array; readonly block_end: number};

/** Whether it has the bytes from `at` on, as far as their block goes. */
function covers({from, bytes, block_end}: Window, at: number, length: number): boolean {
	const end = from + bytes.length;
	return at >= from && at < end && (at + length <= end || end === block_end);
}
