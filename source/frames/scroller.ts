import type {RowMove} from './frame.ts';

/** Rows that can be walked from one to the next without knowing how many there are. */
export type Walk<Position, Anchor> = {
	/** The very first and the very last row; undefined when there are none. */
	first(): Position | undefined;
	last(): Position | undefined;
	next(position: Position): Position | undefined;
	previous(position: Position): Position | undefined;
	isBefore(a: Position, b: Position): boolean;
	/** What a row stands for, whatever the width of the pane, and the row that stands for it now. */
	anchorOf(position: Position): Anchor;
	find(anchor: Anchor): Position | undefined;
};

/**
Where a pane is scrolled to: at the newest, or at something that then stays in the top row whatever comes below or is
let go above.
*/
export class Scroller<Position, Anchor> {
	/** Absent while following. */
	#anchor: Anchor | undefined;

	get following(): boolean {
		return this.#anchor === undefined;
	}

	#top(walk: Walk<Position, Anchor>, newest: Position): Position {
		const found = this.#anchor === undefined ? undefined : walk.find(this.#anchor);
		if (found === undefined) {
			this.#anchor = undefined;
			return newest;
		}

		return walk.isBefore(found, newest) ? found : newest;
	}

	/** The rows that are visible, from the top. */
	visible(walk: Walk<Position, Anchor>, rows: number): Position[] {
		const newest = newestTop(walk, rows);
		if (newest === undefined) {
			this.#anchor = undefined;
			return [];
		}

		const positions: Position[] = [];
		let position: Position | undefined = this.#top(walk, newest);
		while (position !== undefined && positions.length < rows) {
			positions.push(position);
			position = walk.next(position);
		}

		return positions;
	}

	/** Leaves this row at the top, whatever comes. */
	hold(walk: Walk<Position, Anchor>, top: Position): void {
		this.#anchor = walk.anchorOf(top);
	}

	/** Scrolls no further than it takes for a row to be in sight; a row among the newest follows when it is to. */
	reveal(walk: Walk<Position, Anchor>, position: Position, rows: number, follows: boolean): void {
		const newest = newestTop(walk, rows);
		if (newest === undefined) {
			return;
		}

		const top = this.#top(walk, newest);
		const lowest = step(walk, position, 1 - rows);
		const upper = walk.isBefore(position, top) ? position : top;
		const next = walk.isBefore(upper, lowest) ? lowest : upper;
		this.#anchor = follows && !walk.isBefore(next, newest) ? undefined : walk.anchorOf(next);
	}

	/** Moves by rows, by pages that keep one row in view, or to an end. Reaching the newest follows again. */
	move(walk: Walk<Position, Anchor>, by: RowMove, rows: number): void {
		const newest = newestTop(walk, rows);
		if (newest === undefined || by === 'end') {
			this.#anchor = undefined;
			return;
		}

		const top = by === 'home' ? walk.first() ?? newest : step(walk, this.#top(walk, newest), lines(by, rows));
		this.#anchor = walk.isBefore(top, newest) ? walk.anchorOf(top) : undefined;
	}
}

function newestTop<Position>(walk: Walk<Position, unknown>, rows: number): Position | undefined {
	const last = walk.last();
	return last === undefined || rows <= 0 ? undefined : step(walk, last, 1 - rows);
}

/** How many rows there are, counted from the last up to `limit`. */
export function countRows<Position>(walk: Walk<Position, unknown>, limit: number): number {
	let count = 0;
	for (let position = walk.last(); position !== undefined && count < limit; position = walk.previous(position)) {
		count++;
	}

	return count;
}

type Steps<Position> = Pick<Walk<Position, unknown>, 'next' | 'previous'>;

/** The row that stands `count` rows further, or the last or first there is. */
export function step<Position>(walk: Steps<Position>, from: Position, count: number): Position {
	let position = from;
	for (let done = 0; done < Math.abs(count); done++) {
		const beside = count < 0 ? walk.previous(position) : walk.next(position);
		if (beside === undefined) {
			break;
		}

		position = beside;
	}

	return position;
}

function lines(by: number | 'page-up' | 'page-down', rows: number): number {
	if (typeof by === 'number') {
		return by;
	}

	const page = Math.max(1, rows - 1);
	return by === 'page-up' ? -page : page;
}
