import type {Lab} from '../lab/lab.ts';
import {activitiesOf} from './activity.ts';
import {FrameComposer} from './frame-composer.ts';
import type {Frame, ScrollMove, Viewport} from './frame.ts';
import {forPanes, viewPane} from './panes.ts';
import type {RawPane} from './raw/pane.ts';
import {openingNote} from './raw/notes.ts';
import {Rates} from './rates.ts';
import {residentBytes} from './resident.ts';
import {shownEntries} from './shown-entries.ts';
import {summarise} from './summary.ts';
import {findView, views} from './views/table.ts';
import type {OpenView} from './views/view.ts';

const hidden = {columns: 0, rows: 0};

/** Makes frames of a lab for one screen: the rows of its panes, and what its titles tell of every endpoint. */
export class FrameMaker {
	/** What the screen shows at present. */
	viewport: Viewport = {sizes: forPanes(() => hidden), view: views[0]!.name, width: 'auto', ascii: false, colours: 0};
	readonly #lab: Lab;
	readonly #composer: FrameComposer;
	readonly #rates = new Rates();
	readonly #residentBytes: () => number | undefined;

	/** `resident`: what the process takes of memory, when it can be known. */
	constructor(lab: Lab, resident = residentBytes) {
		this.#lab = lab;
		this.#residentBytes = resident;
		this.#composer = new FrameComposer(lab);
	}

	/** Whether another frame will differ though nothing happens: a rate is falling back to nothing. */
	get moving(): boolean {
		return this.#rates.moving;
	}

	/** Milliseconds after which the view that is looked at wants another frame, whatever happens. */
	get tick_ms(): number | undefined {
		return this.#view && findView(this.viewport.view).tick_ms;
	}

	/** Whether the view that is looked at has more to do. */
	get needsWork(): boolean {
		return this.#view?.needsWork === true;
	}

	/** Does more of it, for so many milliseconds; false when there is still more. */
	work(budget_ms: number): boolean {
		return this.#view?.work?.(budget_ms) ?? true;
	}

	/** The view that is looked at; none while its pane is not visible. */
	get #view(): OpenView | undefined {
		return this.viewport.sizes[viewPane].rows > 0 ? this.#composer.view(this.viewport) : undefined;
	}

	/** What lines about the bytes act on. */
	get screen(): {readonly pane: RawPane; readonly viewport: Viewport} {
		return {pane: this.#composer.raw, viewport: this.viewport};
	}

	scroll(move: ScrollMove): void {
		this.#composer.scroll(move, this.viewport);
	}

	make(): Frame {
		const entries = shownEntries(this.#lab.registry, this.#lab.current);
		this.#rates.sample(entries, this.#lab.now_us());
		const {server, client} = this.#lab.current;
		const repeats = this.#lab.repeats.all();
		const opening = this.#lab.openings.current;
		const rss_bytes = this.#residentBytes();
		return {
			panes: this.#composer.compose(this.viewport),
			endpoints: entries.map(entry => summarise(entry, this.#rates.of(entry.name), repeats)),
			active: activitiesOf(this.#lab, entries, this.viewport),
			current: {...(server !== undefined && {server}), ...(client !== undefined && {client})},
			kept_bytes: this.#lab.journal.store.kept_bytes,
			...(rss_bytes !== undefined && {rss_bytes}),
			...(opening !== undefined && {opening: openingNote(opening, this.viewport)}),
		};
	}
}
