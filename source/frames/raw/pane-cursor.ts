import type {Scroller} from '../scroller.ts';
import {cursorAt, edge, heldCursor, type Cursor} from './cursor.ts';
import {contentRows} from './drawing.ts';
import {isHeader, type Position, type RawAnchor, type RawLayout} from './layout.ts';
import {rangeOf, type Range} from './range.ts';

/** The cursor of the pane, and the range that is marked from it: where they are, and that the rows show the cursor. */
export class PaneCursor {
	readonly #scroller: Scroller<Position, RawAnchor>;
	/** Without one, the pane only scrolls. */
	#at: Cursor | undefined;
	/** The other end of the marked range. */
	#mark: Cursor | undefined;
	/** The cursor stays on the newest byte while the pane follows. */
	#followsNewest = false;

	constructor(scroller: Scroller<Position, RawAnchor>) {
		this.#scroller = scroller;
	}

	get at(): Cursor | undefined {
		return this.#at;
	}

	/** The marked range. */
	get range(): Range | undefined {
		return this.#at && this.#mark && rangeOf(this.#at, this.#mark);
	}

	/** Keeps both on bytes that are still kept and shown. */
	hold(layout: RawLayout): void {
		if (this.#at === undefined) {
			return;
		}

		const isAtNewest = this.#followsNewest && this.#scroller.following;
		this.#at = isAtNewest ? edge(layout, 'last') : heldCursor(layout, this.#at);
		this.#mark = this.#at && this.#mark && heldCursor(layout, this.#mark);
	}

	/** Puts the cursor somewhere, in sight; `rows`: of the pane. */
	put(layout: RawLayout, cursor: Cursor, rows: number, follows = false): void {
		this.#at = cursor;
		this.#followsNewest = follows;
		const position = layout.find({block: cursor.block, from: cursor.at});
		if (position === undefined) {
			return;
		}

		const content_rows = contentRows(rows, true);
		const above = layout.previous(position);
		// The first row may be covered by the header of its section.
		if (above !== undefined && content_rows > 1) {
			this.#scroller.reveal(layout, above, content_rows, follows);
		}

		this.#scroller.reveal(layout, position, content_rows, follows);
	}

	/** Where a cursor begins: on the first byte in sight of the last block that is. */
	beginning(layout: RawLayout, rows: number): Cursor | undefined {
		const positions = this.#scroller.visible(layout, rows).filter(position => !isHeader(layout.row(position)));
		const last = positions.at(-1);
		const first = positions.find(position => position.section === last?.section);
		return first === undefined ? edge(layout, 'last') : cursorAt(layout, first);
	}

	/** The cursor, put where a cursor begins if there is none. */
	ensure(layout: RawLayout, rows: number): Cursor | undefined {
		this.#at ??= this.beginning(layout, rows);
		return this.#at;
	}

	/** Begins a marked range at the cursor, or ends the range. */
	toggleMark(): void {
		this.#mark = this.#mark === undefined ? this.#at : undefined;
		this.#followsNewest = false;
	}

	/** Where a drag began stays marked until it ends; a click marks nothing. */
	markDrag(isDrag: boolean): void {
		this.#mark = isDrag ? this.#mark ?? this.#at : undefined;
	}

	/** Takes the marked range away, or, without one, the cursor. */
	unmark(): void {
		this.#at = this.#mark && this.#at;
		this.#mark = undefined;
	}
}
