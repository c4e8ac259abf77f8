/**
Which blocks the raw pane shows, and how they fall into sections: a section is what has a header. That is one block, or,
in the stream view, all blocks that follow each other in one direction.

The bytes of a section are counted from where its first block began when the section was made, so that what is let go at
its front moves nothing. Each block is looked at once, and forgotten when the journal lets it go.
*/
import {concatBytes} from '../../core/bytes.ts';
import type {LabEvent} from '../../core/events.ts';
import type {Blocks} from '../../lab/blocks.ts';
import {lowerBound} from './lower-bound.ts';
import {SlidingList} from './sliding-list.ts';

/** Bytes `from` to `to` of the block at a place; `at` is where they stand in the section. */
export type BlockSlice = {
	readonly place: number;
	readonly event: LabEvent;
	readonly from: number;
	readonly to: number;
	readonly at: number;
};

export type OutlineOptions = {
	/** Blocks that follow each other in one direction are one section. */
	readonly joined: boolean;
	/** Nothing when it was `isDue` before that was known: it is asked again. */
	readonly shows: (event: LabEvent, blocks: Blocks, isDue: () => boolean) => boolean | undefined;
};

type Section = {
	/** Where in the list of places it begins. */
	first: number;
	/** How far into its endpoint's stream byte 0 stands. */
	readonly origin: number;
};

export class Outline {
	readonly #blocks: Blocks;
	readonly #options: OutlineOptions;
	/** The places of the blocks that are shown. */
	readonly #places = new SlidingList<number>();
	readonly #sections = new SlidingList<Section>();
	#next = 0;
	#last: LabEvent | undefined;

	constructor(blocks: Blocks, options: OutlineOptions) {
		this.#blocks = blocks;
		this.#options = options;
	}

	#take(place: number, event: LabEvent): void {
		if (!this.#options.joined || this.#sections.size === 0 || !continues(this.#last, event)) {
			this.#sections.push({first: this.#places.end, origin: event.offset ?? 0});
		}

		this.#places.push(place);
		this.#last = event;
	}

	/**
	Blocks that are no longer kept go, and the sections that have no others; the first section that is left begins with the
	first block that is.
	*/
	#forget(): void {
		const {track} = this.#blocks;
		this.#places.dropBefore(this.#places.search(place => place < track.first));
		const front = this.#places.first;
		const oldest = this.#places.size === 0 ? this.#sections.end : this.#sections.search(({first}) => first <= front) - 1;
		this.#sections.dropBefore(oldest);
		const section = this.#sections.at(this.#sections.first);
		if (section !== undefined) {
			section.first = Math.max(section.first, front);
		}
	}

	#endOf(section: number): number {
		return this.#sections.at(section + 1)?.first ?? this.#places.end;
	}

	#at(section: number): Section {
		return this.#sections.at(section)!;
	}

	#eventAt(index: number): LabEvent {
		return this.#blocks.track.at(this.#places.at(index)!)!;
	}

	/** Looks at the blocks that came; false when `isDue` stopped it before the newest. */
	update(isDue: () => boolean = () => false): boolean {
		const {track} = this.#blocks;
		this.#forget();
		this.#next = Math.max(this.#next, track.first);
		for (; this.#next < track.end; this.#next++) {
			if (isDue()) {
				return false;
			}

			const event = track.at(this.#next)!;
			const isShown = this.#options.shows(event, this.#blocks, isDue);
			if (isShown === undefined) {
				return false;
			}

			if (isShown) {
				this.#take(this.#next, event);
			}
		}

		return true;
	}

	/** The number of the first section, and the number after the last. */
	get first(): number {
		return this.#sections.first;
	}

	get end(): number {
		return this.#sections.end;
	}

	/** Blocks that are kept, were looked at and are not shown. */
	get hidden(): number {
		const {track} = this.#blocks;
		return Math.max(0, Math.min(this.#next, track.end) - track.first - this.#places.size);
	}

	/** How far the looking has come, 0 to 1. */
	get progress(): number {
		const {track} = this.#blocks;
		return track.size === 0 ? 1 : Math.min(1, Math.max(0, this.#next - track.first) / track.size);
	}

	/** The place of the first, or the last, block of a section. */
	firstPlace(section: number): number {
		return this.#places.at(this.#at(section).first)!;
	}

	lastPlace(section: number): number {
		return this.#places.at(this.#endOf(section) - 1)!;
	}

	/** How many blocks a section has. */
	blocksOf(section: number): number {
		return this.#endOf(section) - this.#at(section).first;
	}

	/** Where the bytes of a section begin and end. */
	range(section: number): {readonly from: number; readonly to: number} {
		const from = this.#startOf(section, this.#at(section).first);
		const last = this.#endOf(section) - 1;
		return {from, to: this.#startOf(section, last) + lengthOf(this.#eventAt(last))};
	}

	/** How far into its endpoint's stream byte 0 of a section stands. */
	originOf(section: number): number {
		return this.#at(section).origin;
	}

	#startOf(section: number, index: number): number {
		return this.#options.joined ? (this.#eventAt(index).offset ?? 0) - this.#at(section).origin : 0;
	}

	/** The section of the first block that is shown at a place or after it. */
	sectionFrom(place: number): number | undefined {
		const index = this.#places.search(at => at < Math.max(place, this.#blocks.track.first));
		return index === this.#places.end ? undefined : this.#sections.search(({first}) => first <= index) - 1;
	}

	/** The block that is shown before the one at a place. */
	before(place: number): LabEvent | undefined {
		const before = this.#places.at(this.#places.search(at => at < place) - 1);
		return before === undefined ? undefined : this.#blocks.track.at(before);
	}

	/**
	The blocks that are shown from one place to another, both included.

	@yields the place of a block, and what it shows
	*/
	* between(first: number, last: number): Generator<{readonly place: number; readonly event: LabEvent}> {
		for (let index = this.#places.search(at => at < first); index < this.#places.end; index++) {
			const place = this.#places.at(index)!;
			if (place > last) {
				return;
			}

			const event = this.#blocks.track.at(place);
			if (event !== undefined) {
				yield {place, event};
			}
		}
	}

	/** Whether the block at a place is shown. */
	has(place: number): boolean {
		return this.#places.at(this.#places.search(at => at < place)) === place;
	}

	/** The block at a place of a section, as a piece with all its bytes. */
	pieceAt(section: number, place: number): BlockSlice | undefined {
		const index = this.#places.search(at => at < place);
		if (index < this.#at(section).first || index >= this.#endOf(section) || this.#places.at(index) !== place) {
			return undefined;
		}

		const event = this.#eventAt(index);
		return {place, event, from: 0, to: lengthOf(event), at: this.#startOf(section, index)};
	}

	/**
	The bytes `from` to `to` of a section, block by block.

	@yields those of one block
	*/
	* pieces(section: number, from: number, to: number): Generator<BlockSlice> {
		const {first} = this.#at(section);
		const end = this.#endOf(section);
		const after = lowerBound(end - first, at => this.#startOf(section, first + at) <= from);
		for (let index = first + Math.max(0, after - 1); index < end; index++) {
			const event = this.#eventAt(index);
			const at = this.#startOf(section, index);
			if (at >= to) {
				return;
			}

			const begin = Math.max(0, from - at);
			const stop = Math.min(lengthOf(event), to - at);
			if (begin < stop) {
				yield {place: this.#places.at(index)!, event, from: begin, to: stop, at: at + begin};
			}
		}
	}

	/** The bytes `from` to `to` of a section; nothing when any of them is no longer kept. */
	bytes(section: number, from: number, to: number): Uint8Array {
		const parts: Uint8Array[] = [];
		for (const piece of this.pieces(section, from, to)) {
			const part = this.#blocks.bytes(piece.event, piece.from, piece.to);
			if (part === undefined) {
				return new Uint8Array(0);
			}

			parts.push(part);
		}

		return parts.length === 1 ? parts[0]! : concatBytes(parts);
	}

	/** The section's first block. */
	event(section: number): LabEvent {
		return this.#eventAt(this.#at(section).first);
	}
}

/** Bytes of a block: the impairment of a link says how many it is about, and has none itself. */
export function lengthOf({data, bytes}: LabEvent): number {
	return data === undefined ? 0 : bytes ?? 0;
}

/** Whether a block's bytes come right behind those of the one before, in the stream of one direction. */
export function continues(before: LabEvent | undefined, event: LabEvent): boolean {
	return before !== undefined && event.direction === undefined && event.datagram !== true && event.offset !== undefined
		&& before.endpoint === event.endpoint && before.event === event.event && before.peer === event.peer
		&& (before.offset ?? 0) + (before.bytes ?? 0) === event.offset;
}
