/**
Sections of one block each: that of a number is the one at this index of the blocks that are shown. Nothing is kept for
a section, as a flood has tens of thousands of them a second.
*/
import type {LabEvent} from '../../core/events.ts';
import {lengthOf, type BlockSlice, type Outline, type SectionByte} from './outline.ts';
import type {ByteRange} from './row-format.ts';
import type {ShownBlocks} from './shown-blocks.ts';

export class BlockOutline implements Outline {
	readonly shown: ShownBlocks;

	constructor(shown: ShownBlocks) {
		this.shown = shown;
	}

	update(isDue: () => boolean = () => false): boolean {
		return this.shown.update(isDue);
	}

	get first(): number {
		return this.shown.places.first;
	}

	get end(): number {
		return this.shown.places.end;
	}

	headOf(section: number): number {
		return section;
	}

	extent(section: number): {readonly bytes: number; readonly blocks: number} {
		return {bytes: this.range(section).to, blocks: 1};
	}

	event(section: number): LabEvent {
		return this.shown.eventAt(section);
	}

	firstPlace(section: number): number {
		return this.shown.places.at(section)!;
	}

	lastPlace(section: number): number {
		return this.firstPlace(section);
	}

	range(section: number): ByteRange {
		return {from: 0, to: lengthOf(this.event(section))};
	}

	originOf(): number {
		return 0;
	}

	sectionFrom(place: number): number | undefined {
		const index = this.shown.indexFrom(place);
		return index === this.end ? undefined : index;
	}

	locate(place: number, at: number): SectionByte | undefined {
		return this.shown.has(place) ? {section: this.shown.indexFrom(place), at} : undefined;
	}

	* pieces(section: number, from: number, to: number): Generator<BlockSlice> {
		const event = this.event(section);
		const [begin, end] = [Math.max(0, from), Math.min(lengthOf(event), to)];
		if (begin < end) {
			yield {place: this.firstPlace(section), event, from: begin, to: end, at: begin};
		}
	}
}
