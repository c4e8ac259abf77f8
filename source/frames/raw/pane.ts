import type {BlockFilter} from '../../core/block-filter.ts';
import {limits} from '../../core/limits.ts';
import type {Pattern} from '../../core/pattern.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import type {Journal} from '../../lab/journal.ts';
import {
	cursorMoves,
	type CursorMove,
	type PaneFrame,
	type PointerMove,
	type RowMove,
	type ScrollMove,
	type Viewport,
} from '../frame.ts';
import {viewPane} from '../panes.ts';
import {Scroller} from '../scroller.ts';
import {moveCursor} from './cursor.ts';
import {DecodedRows} from './decoded-rows.ts';
import {contentRows, drawRows, type Scene} from './drawing.ts';
import {RawLayout, type Position, type RawAnchor, type RawOptions} from './layout.ts';
import {rawNotes} from './notes.ts';
import {openMessage, type OpenedMessage} from './opened-message.ts';
import {PaneCursor} from './pane-cursor.ts';
import {byteUnder} from './pointed.ts';
import {RawPicture} from './picture.ts';
import {rangeLength} from './range.ts';
import type {RowFormat} from './row-format.ts';
import {blockRange, selectRange, type Selected} from './selection.ts';

/**
The raw bytes of both directions, where they are scrolled to, and the cursor on them: a byte stays in the top row in
whatever view and width.
*/
export class RawPane {
	readonly #journal: Journal;
	readonly #formatOf: (view: string) => RowFormat;
	readonly #now_ms: () => number;
	readonly #picture: RawPicture;
	readonly #scroller = new Scroller<Position, RawAnchor>();
	readonly #decoded = new DecodedRows();
	readonly #cursor = new PaneCursor(this.#scroller);
	/** A search has begun: the cursor goes to what it finds. */
	#jumpsToMatch = false;
	/**
	Whether filter or search had not come to the newest block when they last worked, or something in sight is not decoded.
	*/
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
		this.#picture.select({
			only: viewport.only,
			joined: viewport.joined === true,
			ofMessages: this.#formatOf(viewport.view).isOfMessages === true,
			bothLegs: viewport.legs === 'both',
		});
		this.work(limits.scan_step_ms);
		this.#decoded.begin();
		const layout = new RawLayout(this.#picture.outline, this.#options(viewport), this.#decoded);
		this.#cursor.hold(layout);
		this.#jump(layout, viewport);
		return layout;
	}

	#options({sizes, view, width, ascii, colours, theme = 'dark'}: Viewport): RawOptions {
		const {columns} = sizes[viewPane];
		const format = this.#formatOf(view);
		const counted = width === 'auto' ? format.widthFor?.(columns) ?? columns : width;
		return {format, width: counted, columns, ascii, colours, theme};
	}

	#jump(layout: RawLayout, viewport: Viewport): void {
		const {search} = this.#picture;
		if (!this.#jumpsToMatch || search === undefined || search.progress < 1) {
			return;
		}

		this.#jumpsToMatch = false;
		const {at} = this.#cursor;
		const found = search.matches.numberAt(at) > 0 ? at : search.matches.beside(at, 1);
		if (found !== undefined) {
			this.#cursor.put(layout, found, viewport.sizes[viewPane].rows);
		}
	}

	/** Moves the cursor when there is one or when the move is one of its own, else only the rows. */
	move(by: ScrollMove['by'], viewport: Viewport): void {
		const {rows} = viewport.sizes[viewPane];
		const layout = this.#layout(viewport);
		const {at} = this.#cursor;
		if (typeof by === 'object' && 'at' in by) {
			this.#point(by, layout, viewport);
			return;
		}

		if (typeof by === 'object') {
			this.#scroller.move(layout, by.rows, this.#content_rows(viewport));
			return;
		}

		if (at === undefined && !isCursorMove(by)) {
			this.#scroller.move(layout, by, rows);
			return;
		}

		const content_rows = contentRows(rows, true);
		const next = at === undefined
			? this.#cursor.beginning(layout, content_rows)
			: moveCursor(layout, at, by, content_rows);
		if (next !== undefined) {
			this.#cursor.put(layout, next, rows, by === 'end');
		}
	}

	/** Puts the cursor on the byte at a cell, with the rows as they are; a drag marks from where it began. */
	#point({at, isDrag}: Extract<PointerMove, {readonly at: unknown}>, layout: RawLayout, viewport: Viewport): void {
		const positions = this.#scroller.visible(layout, this.#content_rows(viewport));
		const row = isDrag ? Math.min(at.row, positions.length - 1) : at.row;
		const found = byteUnder(layout, positions, {...at, row}, this.#options(viewport));
		if (found !== undefined) {
			this.#cursor.markDrag(isDrag);
			this.#scroller.hold(layout, positions[0]!);
			this.#cursor.put(layout, found, viewport.sizes[viewPane].rows);
		}
	}

	#content_rows({sizes}: Viewport): number {
		return contentRows(sizes[viewPane].rows, this.#cursor.at !== undefined);
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
		const found = search?.matches.beside(this.#cursor.at, by);
		if (search === undefined) {
			return problem('nothing is searched for', undefined, '`find TEXT` looks for something');
		}

		if (found === undefined) {
			return search.progress < 1 ? 'nothing found so far' : 'not found';
		}

		this.#jumpsToMatch = false;
		this.#cursor.put(layout, found, viewport.sizes[viewPane].rows);
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
		this.#cursor.ensure(layout, viewport.sizes[viewPane].rows);
		this.#cursor.toggleMark();
	}

	/** Takes the marked range away, or, without one, the cursor; the picture stays. */
	unmark(): void {
		this.#cursor.unmark();
	}

	/** The marked bytes, to be released by the caller; without a mark, the block (or stream) that the cursor is in. */
	selected(viewport: Viewport, limit_bytes: number): Selected | Problem {
		this.#layout(viewport);
		const range = this.#cursor.range ?? blockRange(this.#picture, this.#cursor.at);
		return isProblem(range) ? range : selectRange(this.#picture, range, limit_bytes);
	}

	/** The message at the cursor, which comes if there is none, as a page to read. */
	openMessage(viewport: Viewport): OpenedMessage | Problem {
		const layout = this.#layout(viewport);
		const cursor = this.#cursor.ensure(layout, viewport.sizes[viewPane].rows);
		return cursor === undefined
			? problem('there are no bytes yet')
			: openMessage(layout, cursor, {ascii: viewport.ascii});
	}

	compose(viewport: Viewport): PaneFrame {
		const {rows} = viewport.sizes[viewPane];
		const layout = this.#layout(viewport);
		const positions = this.#scroller.visible(layout, contentRows(rows, this.#cursor.at !== undefined));
		const scene = this.#scene(layout, viewport);
		const {range, cursor, options} = scene;
		const marked_bytes = range && rangeLength(layout.outline, range);
		const notes = rawNotes(this.#picture, {cursor, marked_bytes}, options);
		const drawn = drawRows(scene, positions, rows);
		this.needsWork ||= this.#decoded.isLate;
		return {
			rows: drawn,
			following: this.#scroller.following && !this.#picture.isFrozen,
			below: blocksBelow(layout, positions.at(-1)),
			notKept: this.#picture.blocks.track.evicted,
			...(notes.length > 0 && {notes}),
			...(cursor !== undefined && {hasCursor: true}),
		};
	}

	#scene(layout: RawLayout, viewport: Viewport): Scene {
		return {
			picture: this.#picture,
			layout,
			cursor: this.#cursor.at,
			range: this.#cursor.range,
			options: this.#options(viewport),
			joined: viewport.joined === true,
			time: viewport.time ?? 'clock',
			began_us: this.#journal.began_us,
		};
	}
}

function isCursorMove(by: RowMove | CursorMove): by is CursorMove {
	return (cursorMoves as readonly unknown[]).includes(by);
}

/** A section that is cut by the lower edge counts as one that is still to come. */
function blocksBelow(layout: RawLayout, last: Position | undefined): number {
	if (last === undefined) {
		return 0;
	}

	const isCut = layout.next(last)?.section === last.section;
	return layout.countAfter(last.section) + Number(isCut);
}
