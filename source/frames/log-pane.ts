import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {columnsOf} from '../core/visible.ts';
import type {Journal} from '../lab/journal.ts';
import type {PaneFrame, RowMove} from './frame.ts';
import {logColumns, max_name_columns, type LogColumns} from './log-columns.ts';
import {LogLayout, nameOf, type LogPosition} from './log-layout.ts';
import type {RowOptions} from './row.ts';
import {countRows, Scroller} from './scroller.ts';

/** `name_columns`: those that the names of another log take, where both begin their calls in the same column. */
export type LogOptions = RowOptions & {readonly name_columns?: number};

/** The log of one side and where it is scrolled to. */
export class LogPane {
	readonly #journal: Journal;
	readonly #side: Side;
	readonly #scroller = new Scroller<LogPosition, LogPosition>();
	#name_columns = 2;
	#layout: LogLayout | undefined;
	/** What it was made for. */
	#request = '';

	constructor(journal: Journal, side: Side) {
		this.#journal = journal;
		this.#side = side;
	}

	/** Those of the widest name there was: they only grow, so that the columns beside it do not jump back and forth. */
	get name_columns(): number {
		return this.#name_columns;
	}

	#columns({columns, name_columns = 0}: LogOptions): LogColumns {
		return logColumns(columns, Math.max(this.#name_columns, name_columns));
	}

	/** The layout of the frame before, when it is for the same columns and colours. */
	#layoutFor(options: LogOptions): LogLayout {
		const columns = this.#columns(options);
		const request = JSON.stringify([columns, options]);
		if (this.#layout === undefined || request !== this.#request) {
			this.#request = request;
			this.#layout = new LogLayout(this.#journal, this.#side, columns, options);
		}

		return this.#layout;
	}

	move(by: RowMove, rows: number, options: LogOptions): void {
		this.#scroller.move(this.#layoutFor(options), by, rows);
	}

	compose(rows: number, options: LogOptions): PaneFrame {
		const entries = this.#journal.tracks[this.#side];
		const before = this.#name_columns;
		let layout = this.#layoutFor(options);
		layout.begin();
		let positions = this.#scroller.visible(layout, rows);
		this.#measureNames(positions, options);
		if (this.#name_columns > before) {
			layout = this.#layoutFor(options);
			positions = this.#scroller.visible(layout, rows);
		}

		const last = positions.at(-1);
		return {
			rows: positions.map(position => layout.draw(position)),
			following: this.#scroller.following,
			below: last === undefined ? 0 : entries.end - 1 - last.place,
			notKept: entries.evicted,
			log_rows: this.#countRows(layout),
		};
	}

	/** Each entry has a row at the least: of many nothing is laid out. */
	#countRows(layout: LogLayout): number {
		const {first, end} = this.#journal.tracks[this.#side];
		return end - first < limits.counted_rows ? countRows(layout, limits.counted_rows) : limits.counted_rows;
	}

	#measureNames(positions: readonly LogPosition[], options: RowOptions): void {
		for (const {place} of positions) {
			const entry = this.#journal.tracks[this.#side].at(place);
			const name_columns = entry === undefined ? 0 : columnsOf(nameOf(entry, options));
			this.#name_columns = Math.min(max_name_columns, Math.max(this.#name_columns, name_columns));
		}
	}
}
