import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import type {Pattern} from '../../core/pattern.ts';
import type {BlockFilter} from '../../core/block-filter.ts';
import type {Journal} from '../../lab/journal.ts';
import {cursorMoves, type PaneFrame, type ScrollMove, type Viewport} from '../frame.ts';
import {Row, type RowOptions} from '../row.ts';
import {Scroller} from '../scroller.ts';
import {cursorAt, edge, heldCursor, moveCursor, type Cursor} from './cursor.ts';
import {DecodedRows} from './decoded-rows.ts';
import {emphasisOf} from './emphasis.ts';
import {headerRow} from './header.ts';
import {inspectorRows, inspectorRowsOf} from './inspector.ts';
import {isHeader, RawLayout, type Position, type RawAnchor, type RawOptions, type RawRow} from './layout.ts';
import {rawNotes} from './notes.ts';
import {RawPicture} from './picture.ts';
import {holdRange, rangeLength, rangeOf, type HeldBytes, type Range} from './range.ts';
import type {RowFormat} from './row-format.ts';
import {bytesRow} from './row.ts';

/** Bytes of a range, and the side they went to. */
export type Selected = {readonly held: HeldBytes; readonly endpoint: string};

/** The raw bytes of both directions, where they are scrolled to, and the cursor on them: a byte stays in the top row in whatever view and width. */
export class RawPane {
	readonly #journal: Journal;
	readonly #formatOf: (view: string) => RowFormat;
	readonly #now_ms: () => number;
	readonly #picture: RawPicture;
	readonly #scroller = new Scroller<Position, RawAnchor>();
	readonly #decoded = new DecodedRows();
	/** Without one, the pane only scrolls. */
	#cursor: Cursor | undefined;
	/** The other end of the marked range. */
	#mark: Cursor | undefined;
	/** The cursor stays on the newest byte while the pane follows. */
	#followsNewest = false;
	/** A search has begun: the cursor goes to what it finds. */
	#jumpsToMatch = false;
	/** Whether filter or search had not come to the newest block when they last worked, or something in sight is not decoded. */
	needsWork = false;

	/** `formatOf`: how bytes are drawn in a view. `now_ms`: what the time of a step is measured by. */
	constructor(journal: Journal, formatOf: (view: string) => RowFormat, now_ms = () => performance.now()) {
		this.#journal = journal;
		this.#formatOf = formatOf;
		this.#now_ms = now_ms;
		this.#picture = new RawPicture(journal);
	}

	/** Brings everything up to date, in bounded time, and lays it out. */
	#layout(viewport: Viewport): RawLayout {
		this.#picture.select({only: viewport.only, joined: viewport.joined === true});
		this.work(limits.scan_step_ms);
		this.#decoded.begin();
		const layout = new RawLayout(this.#picture.outline, this.#options(viewport), this.#decoded);
		this.#holdCursor(layout);
		this.#jump(layout, viewport);
		return layout;
	}

	#options({sizes, view, width, ascii, colours}: Viewport): RawOptions {
		const {columns} = sizes.raw;
		const format = this.#formatOf(view);
		const counted = width === 'auto' ? format.widthFor?.(columns) ?? columns : width;
		return {format, width: counted, columns, ascii, colours};
	}

	#holdCursor(layout: RawLayout): void {
		if (this.#cursor === undefined) {
			return;
		}

		this.#cursor = this.#followsNewest && this.#scroller.following ? edge(layout, 'last') : heldCursor(layout, this.#cursor);
		this.#mark = this.#cursor && this.#mark && heldCursor(layout, this.#mark);
	}

	#jump(layout: RawLayout, viewport: Viewport): void {
		const {search} = this.#picture;
		if (!this.#jumpsToMatch || search === undefined || search.progress < 1) {
			return;
		}

		this.#jumpsToMatch = false;
		const found = search.matches.numberAt(this.#cursor) > 0 ? this.#cursor : search.matches.beside(this.#cursor, 1);
		if (found !== undefined) {
			this.#put(layout, found, viewport);
		}
	}

	/** Puts the cursor somewhere, in sight. */
	#put(layout: RawLayout, cursor: Cursor, {sizes}: Viewport, follows = false): void {
		this.#cursor = cursor;
		this.#followsNewest = follows;
		const position = layout.find({block: cursor.block, from: cursor.at});
		if (position !== undefined) {
			const rows = contentRows(sizes.raw.rows, true);
			const above = layout.previous(position);
			if (above !== undefined && rows > 1 && isHeader(layout.row(above))) {
				this.#scroller.reveal(layout, above, rows, follows);
			}

			this.#scroller.reveal(layout, position, rows, follows);
		}
	}

	/** Where a cursor begins: on the first byte in sight of the last block that is. */
	#firstCursor(layout: RawLayout, rows: number): Cursor | undefined {
		const positions = this.#scroller.visible(layout, rows).filter(position => !isHeader(layout.row(position)));
		const last = positions.at(-1);
		const first = positions.find(position => position.section === last?.section);
		return first === undefined ? edge(layout, 'last') : cursorAt(layout, first);
	}

	#range(): Range | undefined {
		return this.#cursor && this.#mark && rangeOf(this.#cursor, this.#mark);
	}

	/** Moves the cursor when there is one or when the move is one of its own, else only the rows. */
	move(by: ScrollMove['by'], viewport: Viewport): void {
		const {rows} = viewport.sizes.raw;
		const layout = this.#layout(viewport);
		const isCursors = (cursorMoves as readonly unknown[]).includes(by);
		if (this.#cursor === undefined && !isCursors) {
			this.#scroller.move(layout, by as Exclude<typeof by, (typeof cursorMoves)[number]>, rows);
			return;
		}

		const content_rows = contentRows(rows, true);
		const next = this.#cursor === undefined ? this.#firstCursor(layout, content_rows) : moveCursor(layout, this.#cursor, by, content_rows);
		if (next !== undefined) {
			this.#put(layout, next, viewport, by === 'end');
		}
	}

	/** Goes on filtering and searching for so long; false when there is more to do. */
	work(budget_ms: number): boolean {
		const due_ms = this.#now_ms() + budget_ms;
		this.needsWork = !this.#picture.work(() => this.#now_ms() > due_ms);
		return !this.needsWork;
	}

	/** Searches for a pattern: the cursor goes to the first match behind it. Without one the search ends. */
	search(pattern: Pattern | undefined): void {
		this.#picture.find(pattern);
		this.#jumpsToMatch = pattern !== undefined;
	}

	/** Puts the cursor on the next match, or the one before. Answers why it is on none. */
	findNext(by: 1 | -1, viewport: Viewport): string | Problem {
		const layout = this.#layout(viewport);
		const {search} = this.#picture;
		const found = search?.matches.beside(this.#cursor, by);
		if (search === undefined) {
			return problem('nothing is searched for', undefined, 'find TEXT looks for something');
		}

		if (found === undefined) {
			return search.progress < 1 ? 'nothing found so far' : 'not found';
		}

		this.#jumpsToMatch = false;
		this.#put(layout, found, viewport);
		return '';
	}

	/** Which blocks are shown; without a filter, all. */
	setFilter(filter: BlockFilter | undefined): void {
		this.#picture.filter(filter);
	}

	get isFrozen(): boolean {
		return this.#picture.isFrozen;
	}

	/** Stops the picture, or lets it continue. */
	freeze(isFrozen: boolean): void {
		this.#picture.freeze(isFrozen);
	}

	/** Begins a marked range at the cursor, which comes if there is none, or ends the range. */
	mark(viewport: Viewport): void {
		const layout = this.#layout(viewport);
		this.#cursor ??= this.#firstCursor(layout, viewport.sizes.raw.rows);
		this.#mark = this.#mark === undefined ? this.#cursor : undefined;
		this.#followsNewest = false;
	}

	/** Takes the marked range away, or, without one, the cursor; the picture stays. */
	unmark(): void {
		this.#cursor = this.#mark && this.#cursor;
		this.#mark = undefined;
	}

	/** The marked bytes, to be released by the caller; without a mark, the block (or stream) that the cursor is in. */
	selected(viewport: Viewport, limit_bytes: number): Selected | Problem {
		const layout = this.#layout(viewport);
		const range = this.#range() ?? this.#blockRange(layout);
		if (isProblem(range)) {
			return range;
		}

		const {outline, blocks} = this.#picture;
		if (rangeLength(outline, range) > limit_bytes) {
			return problem(`these are more than ${formatSize(limit_bytes)}`, undefined, 'copy to=FILE writes more than a clipboard takes');
		}

		const event = blocks.track.at(range.first.block);
		const held = event && holdRange(outline, blocks, range);
		return event === undefined || held === undefined
			? problem('these bytes are no longer kept', undefined, 'freeze keeps the picture')
			: {held, endpoint: event.event === 'send' ? event.endpoint : (event.peer ?? event.endpoint)};
	}

	#blockRange({outline}: RawLayout): Range | Problem {
		const section = this.#cursor === undefined ? undefined : outline.sectionFrom(this.#cursor.block);
		if (section === undefined) {
			return problem('nothing is marked', undefined, 'an arrow key brings the cursor, v marks from there');
		}

		const last = outline.lastPlace(section);
		return {first: {block: outline.firstPlace(section), at: 0}, last: {block: last, at: Infinity}};
	}

	compose(viewport: Viewport): PaneFrame {
		const {rows} = viewport.sizes.raw;
		const layout = this.#layout(viewport);
		const content_rows = contentRows(rows, this.#cursor !== undefined);
		const positions = this.#scroller.visible(layout, content_rows);
		const options = this.#options(viewport);
		const notes = rawNotes(this.#picture, {cursor: this.#cursor, marked_bytes: this.#markedLength()}, options);
		const bytesRows = positions.length === 0 && content_rows > 0 ? this.#emptyRows(options) : positions.map(position => this.#row(layout, layout.row(position), viewport));
		this.needsWork ||= this.#decoded.isLate;
		return {
			rows: [...bytesRows, ...this.#inspector(layout, {rows, used: bytesRows.length, content_rows}, options)],
			following: this.#scroller.following && !this.#picture.isFrozen,
			below: blocksBelow(layout, positions.at(-1)),
			notKept: this.#picture.blocks.track.evicted,
			...(notes.length > 0 && {notes}),
		};
	}

	/** Where blocks are kept and none is shown, that is worth a word. */
	#emptyRows(options: RowOptions): string[] {
		const {hidden} = this.#picture.outline;
		return hidden === 0 ? [] : [new Row(options).add(`none of the ${formatCount(hidden)} kept blocks is shown: filter off, view all`, 'dim').finish()];
	}

	#markedLength(): number | undefined {
		const range = this.#range();
		return range && rangeLength(this.#picture.outline, range);
	}

	#row(layout: RawLayout, row: RawRow, viewport: Viewport): string {
		const options = this.#options(viewport);
		const {outline, blocks, search} = this.#picture;
		if (isHeader(row)) {
			return headerRow(outline, row.section, {...options, time: viewport.time ?? 'clock', began_us: this.#journal.began_us, eventAt: place => blocks.track.at(place)});
		}

		const emphasis = emphasisOf(outline, row, {cursor: this.#cursor, range: this.#range(), search});
		return bytesRow(layout, row, {event: outline.event(row.section), origin: viewport.joined === true ? outline.originOf(row.section) : 0, emphasis}, options);
	}

	#inspector(layout: RawLayout, {rows, used, content_rows}: {readonly rows: number; readonly used: number; readonly content_rows: number}, options: RowOptions): string[] {
		if (this.#cursor === undefined || content_rows === rows) {
			return [];
		}

		const event = this.#picture.blocks.track.at(this.#cursor.block);
		const before = layout.outline.before(this.#cursor.block);
		const before_us = event === undefined || before === undefined ? undefined : event.time - before.time;
		return [...Array.from({length: content_rows - used}, () => ''), ...inspectorRows(layout, this.#cursor, rows - content_rows, {...options, before_us})];
	}
}

function contentRows(rows: number, hasCursor: boolean): number {
	return hasCursor ? rows - inspectorRowsOf(rows) : rows;
}

/** A section that is cut by the lower edge counts as one that is still to come. */
function blocksBelow(layout: RawLayout, last: Position | undefined): number {
	return last === undefined ? 0 : layout.countAfter(last.section) + Number(layout.next(last)?.section === last.section);
}
