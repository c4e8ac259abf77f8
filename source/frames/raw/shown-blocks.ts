/** Which blocks the raw pane shows. Each is looked at once, and forgotten when the journal lets it go. */
import type {LabEvent} from '../../core/events.ts';
import type {Blocks} from '../../lab/blocks.ts';
import {SlidingList} from '../../core/sliding-list.ts';

/**
Whether a block is shown, by what it has in common with others (`EventView.kindAt`) or else by all of it. Nothing when
it was `isDue` before that was known: it is asked again.
*/
export type Shows = (kind: LabEvent, place: number, blocks: Blocks, isDue: () => boolean) => boolean | undefined;

/**
`isDue` is asked before one block of so many: in a flood of datagrams, looking at the clock for each was a quarter of
the work. What takes long with a block asks itself.
*/
const due_blocks = 16;

export class ShownBlocks {
	readonly #shows: Shows;
	/** The place of the next block to be looked at. */
	#next = 0;
	readonly blocks: Blocks;
	/** Of those that were looked at, the places of what another block shows. */
	readonly #elsewhere = new SlidingList<number>();
	/** The places of those that are shown. */
	readonly places = new SlidingList<number>();

	constructor(blocks: Blocks, shows: Shows) {
		this.blocks = blocks;
		this.#shows = shows;
	}

	/** Blocks that are no longer kept go. */
	forget(): void {
		const {track} = this.blocks;
		for (const list of [this.places, this.#elsewhere]) {
			list.dropBefore(list.search(place => place < track.first));
		}

		this.#next = Math.max(this.#next, track.first);
	}

	/**
	The place of the next block that is shown; `'none'` when all were looked at, `'due'` when `isDue` stopped it before.
	*/
	next(isDue: () => boolean): 'none' | 'due' | number {
		const {track} = this.blocks;
		while (this.#next < track.end) {
			if (this.#next % due_blocks === 0 && isDue()) {
				return 'due';
			}

			const kind = track.kindAt(this.#next)!;
			if (kind.rawAs === 'nothing') {
				this.#elsewhere.push(this.#next++);
				continue;
			}

			const isShown = this.#shows(kind, this.#next, this.blocks, isDue);
			if (isShown === undefined) {
				return 'due';
			}

			const place = this.#next++;
			if (isShown) {
				this.places.push(place);
				return place;
			}
		}

		return 'none';
	}

	/** Looks at all that came; false when `isDue` stopped it before the newest. */
	update(isDue: () => boolean): boolean {
		this.forget();
		let found = this.next(isDue);
		while (typeof found !== 'string') {
			found = this.next(isDue);
		}

		return found === 'none';
	}

	/** Blocks that are kept, were looked at and are not shown. */
	get hidden(): number {
		const {track} = this.blocks;
		return Math.max(0, Math.min(this.#next, track.end) - track.first - this.places.size - this.#elsewhere.size);
	}

	/** How far the looking has come, 0 to 1. */
	get progress(): number {
		const {track} = this.blocks;
		return track.size === 0 ? 1 : Math.min(1, Math.max(0, this.#next - track.first) / track.size);
	}

	/** The block at an index of `places`. */
	eventAt(index: number): LabEvent {
		return this.blocks.track.at(this.places.at(index)!)!;
	}

	/** The index of the first block at a place or behind it. */
	indexFrom(place: number): number {
		return this.places.search(at => at < Math.max(place, this.blocks.track.first));
	}

	/** Whether the block at a place is shown. */
	has(place: number): boolean {
		return this.places.at(this.places.search(at => at < place)) === place;
	}

	/** The block that is shown before the one at a place. */
	before(place: number): LabEvent | undefined {
		const before = this.places.at(this.places.search(at => at < place) - 1);
		return before === undefined ? undefined : this.blocks.track.at(before);
	}

	/**
	The blocks that are shown from one place to another, both included.

	@yields the place of a block, and what it shows
	*/
	* between(first: number, last: number): Generator<{readonly place: number; readonly event: LabEvent}> {
		for (let index = this.places.search(at => at < first); index < this.places.end; index++) {
			const place = this.places.at(index)!;
			if (place > last) {
				return;
			}

			const event = this.blocks.track.at(place);
			if (event !== undefined) {
				yield {place, event};
			}
		}
	}
}
