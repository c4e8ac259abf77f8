import type {Journal} from '../lab/journal.ts';
import type {PaneFrame, ScrollMove, Viewport} from './frame.ts';
import {RawLayout, type Position, type RawAnchor, type RawOptions} from './raw-layout.ts';
import {bytesPerRow, rawRow} from './raw-row.ts';
import type {RowOptions} from './row.ts';
import {Scroller} from './scroller.ts';

/** The raw bytes of both directions, and where they are scrolled to: a byte stays in the top row in whatever view and width. */
export class RawPane {
	readonly #journal: Journal;
	readonly #scroller = new Scroller<Position, RawAnchor>();

	constructor(journal: Journal) {
		this.#journal = journal;
	}

	move(by: ScrollMove['by'], viewport: Viewport): void {
		this.#scroller.move(new RawLayout(this.#journal, rawOptions(viewport)), by, viewport.sizes.raw.rows);
	}

	compose(viewport: Viewport): PaneFrame {
		const options = rawOptions(viewport);
		const layout = new RawLayout(this.#journal, options);
		const positions = this.#scroller.visible(layout, viewport.sizes.raw.rows);
		return {
			rows: positions.map(position => rawRow(layout, layout.row(position), options)),
			following: this.#scroller.following,
			below: blocksBelow(layout, positions.at(-1)),
			notKept: this.#journal.tracks.raw.letGo,
		};
	}
}

/** A block that is cut by the lower edge counts as one that is still to come. */
function blocksBelow(layout: RawLayout, last: Position | undefined): number {
	return last === undefined ? 0 : layout.countAfter(last.block) + Number(layout.next(last)?.block === last.block);
}

function rawOptions({sizes, view, width, only, ascii, colours}: Viewport): RawOptions & RowOptions {
	const {columns} = sizes.raw;
	return {view, width: bytesPerRow(width, columns), columns, ascii, colours, ...(only !== undefined && {only})};
}
