/** A raw pane over a journal that tests write as a conversation: who sent what. */
import type {Fact} from '../../../source/core/events.ts';
import {parsePattern, type Pattern} from '../../../source/core/pattern.ts';
import {isProblem} from '../../../source/core/problem.ts';
import type {ScrollMove, Viewport} from '../../../source/frames/frame.ts';
import {RawPane} from '../../../source/frames/raw/pane.ts';
import {formatOf} from '../../../source/frames/views/table.ts';
import {Journal, type Source} from '../../../source/lab/journal.ts';

const start = new Date(2026, 10, 20, 12, 1, 9, 871).getTime() * 1000;

export const server: Source = {name: 's1.1', side: 'server'};
export const client: Source = {name: 'c1', side: 'client'};
export const peer: Source = {name: 'c2', side: 'client', datagram: true};

export function pattern(text: string): Pattern {
	const found = parsePattern(text);
	if (isProblem(found)) {
		throw new Error(found.message);
	}

	return found;
}

export class Conversation {
	readonly journal: Journal;
	readonly pane: RawPane;
	viewport: Viewport;
	#now = start;

	constructor({columns = 76, rows = 12, ...settings}: {readonly columns?: number; readonly rows?: number; readonly keep_bytes?: number; readonly events?: number} = {}) {
		this.journal = new Journal({now_us: () => this.#now, ...settings});
		this.journal.pair(client, server);
		this.pane = new RawPane(this.journal, formatOf, () => 0);
		const none = {columns: 0, rows: 0};
		this.viewport = {sizes: {server: none, client: none, raw: {columns, rows}}, view: 'hex', width: 'auto', ascii: false, colours: 0};
	}

	/** A send, 1.2 ms after the one before. */
	send(source: Source, data: string | Uint8Array, fact: Partial<Fact> = {}): this {
		const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
		this.journal.record(source, {event: 'send', result: bytes.length, ...fact}, bytes);
		this.#now += 1200;
		return this;
	}

	show(view: Partial<Viewport>): this {
		this.viewport = {...this.viewport, ...view};
		return this;
	}

	move(...moves: ReadonlyArray<ScrollMove['by']>): this {
		for (const by of moves) {
			this.pane.move(by, this.viewport);
		}

		return this;
	}

	find(text: string): this {
		this.pane.search(pattern(text));
		return this;
	}

	/** Goes to the next match, or the one before: why not, or nothing. */
	findNext(by: 1 | -1): string {
		const found = this.pane.findNext(by, this.viewport);
		return isProblem(found) ? found.message : found;
	}

	mark(): this {
		this.pane.mark(this.viewport);
		return this;
	}

	get rows(): readonly string[] {
		return this.pane.compose(this.viewport).rows;
	}

	/** The rows without the blank ones between bytes and inspector. */
	get picture(): readonly string[] {
		return this.rows.filter(row => row !== '');
	}

	/** The notes once all is filtered and searched. */
	get notes(): readonly string[] {
		this.pane.compose(this.viewport);
		while (!this.pane.work(1000)) {
			// What a step leaves, the next goes on with.
		}

		return this.pane.compose(this.viewport).notes ?? [];
	}

	/** Where the cursor is: the beginning of the inspector. */
	get cursor(): string {
		return /^\S+ \S+ \S+ @[\d,]+/v.exec(this.picture.findLast(row => row.includes(' @')) ?? '')?.[0] ?? 'none';
	}

	/** The marked bytes as text, or what is wrong. */
	get selected(): string {
		const found = this.pane.selected(this.viewport, 1_000_000);
		return isProblem(found) ? found.message : new TextDecoder().decode(found.held.read(0, found.held.length));
	}
}
