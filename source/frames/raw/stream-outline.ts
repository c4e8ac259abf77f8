/** Sections of whole blocks that follow each other in one direction. */
import type {LabEvent} from '../../core/events.ts';
import {SlidingList} from '../../core/sliding-list.ts';
import {continues, lengthOf, slicesOf, type BlockSlice, type Outline, type SectionByte} from './outline.ts';
import type {ByteRange} from './row-format.ts';
import type {ShownBlocks} from './shown-blocks.ts';

type Section = {
	/** Where in the list of places it begins. */
	first: number;
	/** How far into its endpoint's stream byte 0 stands. */
	readonly origin: number;
};

export class StreamOutline implements Outline {
	readonly #sections = new SlidingList<Section>();
	#last: LabEvent | undefined;
	readonly shown: ShownBlocks;

	constructor(shown: ShownBlocks) {
		this.shown = shown;
	}

	#take(event: LabEvent): void {
		if (this.#sections.size === 0 || !continues(this.#last, event)) {
			this.#sections.push({first: this.shown.places.end - 1, origin: event.offset ?? 0});
		}

		this.#last = event;
	}

	/** The sections go that have no blocks any more; the first that is left begins with the first block that is. */
	#forget(): void {
		this.shown.forget();
		const {places} = this.shown;
		const front = places.first;
		const oldest = places.size === 0 ? this.#sections.end : this.#sections.search(({first}) => first <= front) - 1;
		this.#sections.dropBefore(oldest);
		const section = this.#sections.at(this.#sections.first);
		if (section !== undefined) {
			section.first = Math.max(section.first, front);
		}
	}

	#endOf(section: number): number {
		return this.#sections.at(section + 1)?.first ?? this.shown.places.end;
	}

	#at(section: number): Section {
		return this.#sections.at(section)!;
	}

	#startOf(section: number, index: number): number {
		return (this.shown.eventAt(index).offset ?? 0) - this.#at(section).origin;
	}

	update(isDue: () => boolean = () => false): boolean {
		this.#forget();
		for (;;) {
			const next = this.shown.next(isDue);
			if (typeof next === 'string') {
				return next === 'none';
			}

			this.#take(this.shown.blocks.track.at(next)!);
		}
	}

	get first(): number {
		return this.#sections.first;
	}

	get end(): number {
		return this.#sections.end;
	}

	headOf(section: number): number {
		return section;
	}

	extent(section: number): {readonly bytes: number; readonly blocks: number} {
		const {from, to} = this.range(section);
		return {bytes: to - from, blocks: this.#endOf(section) - this.#at(section).first};
	}

	event(section: number): LabEvent {
		return this.shown.eventAt(this.#at(section).first);
	}

	firstPlace(section: number): number {
		return this.shown.places.at(this.#at(section).first)!;
	}

	lastPlace(section: number): number {
		return this.shown.places.at(this.#endOf(section) - 1)!;
	}

	range(section: number): ByteRange {
		const from = this.#startOf(section, this.#at(section).first);
		const last = this.#endOf(section) - 1;
		return {from, to: this.#startOf(section, last) + lengthOf(this.shown.eventAt(last))};
	}

	originOf(section: number): number {
		return this.#at(section).origin;
	}

	sectionFrom(place: number): number | undefined {
		const index = this.shown.indexFrom(place);
		return index === this.shown.places.end ? undefined : this.#sections.search(({first}) => first <= index) - 1;
	}

	locate(place: number, at: number): SectionByte | undefined {
		const section = this.shown.has(place) ? this.sectionFrom(place) : undefined;
		return section === undefined
			? undefined
			: {section, at: this.#startOf(section, this.shown.indexFrom(place)) + at};
	}

	* pieces(section: number, from: number, to: number): Generator<BlockSlice> {
		const {shown} = this;
		yield * slicesOf({
			first: this.#at(section).first,
			end: this.#endOf(section),
			placeAt: index => shown.places.at(index)!,
			eventAt: index => shown.eventAt(index),
			startOf: index => this.#startOf(section, index),
		}, from, to);
	}
}
