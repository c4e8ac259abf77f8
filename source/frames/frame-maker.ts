import {limits} from '../core/limits.ts';
import {visibleText} from '../core/visible.ts';
import type {Entry} from '../lab/entries/entry.ts';
import type {Lab} from '../lab/lab.ts';
import type {RecordedSession} from '../lab/recorded-session.ts';
import {activitiesOf} from './activity.ts';
import {FrameComposer} from './frame-composer.ts';
import type {Frame, ScrollMove, Viewport} from './frame.ts';
import {forPanes, viewPane} from './panes.ts';
import {listingOf} from './listing.ts';
import type {RawPane} from './raw/pane.ts';
import {openingNote} from './raw/notes.ts';
import {noRates, Rates} from './rates.ts';
import {residentBytes} from './resident.ts';
import {shownEntries, unlistedOf} from './shown-entries.ts';
import {heardOf, summarise} from './summary.ts';
import {findView, views} from './views/table.ts';
import type {OpenView} from './views/view.ts';

const hidden = {columns: 0, rows: 0};

/** Makes frames of a lab for one screen: the rows of its panes, and what its titles tell of every endpoint. */
export class FrameMaker {
	/** What the screen shows at present. */
	viewport: Viewport = {sizes: forPanes(() => hidden), view: views[0]!.name, width: 'auto', ascii: false, colours: 0};
	readonly #lab: Lab;
	readonly #live: FrameComposer;
	#recorded: {readonly recording: RecordedSession; readonly composer: FrameComposer} | undefined;
	readonly #rates = new Rates();
	readonly #residentBytes: () => number | undefined;

	/** `resident`: what the process takes of memory, when it can be known. */
	constructor(lab: Lab, resident = residentBytes) {
		this.#lab = lab;
		this.#residentBytes = resident;
		this.#live = new FrameComposer(lab);
	}

	/** Composes what is looked at: the live session, or the recording that is open. */
	get #composer(): FrameComposer {
		const {recording} = this.#lab.openings;
		if (recording === undefined) {
			this.#recorded = undefined;
			return this.#live;
		}

		if (this.#recorded?.recording !== recording) {
			this.#recorded = {recording, composer: new FrameComposer(recording)};
		}

		return this.#recorded.composer;
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
		const {recording, current: opening} = this.#lab.openings;
		const rss_bytes = this.#residentBytes();
		return {
			panes: this.#composer.compose(this.viewport),
			active: activitiesOf(this.#lab, entries, this.viewport),
			...(recording === undefined ? this.#liveFrame(entries) : recordedFrame(recording)),
			...(rss_bytes !== undefined && {rss_bytes}),
			...(opening !== undefined && {opening: openingNote(opening, this.viewport)}),
		};
	}

	#liveFrame(entries: readonly Entry[]): SessionFrame {
		const {current: {server, client}, journal, registry} = this.#lab;
		const summaryOf = (entry: Entry) =>
			summarise(entry, this.#rates.of(entry.name), heardOf(entry, registry));
		const {listing} = this.viewport;
		return {
			endpoints: entries.map(entry => summaryOf(entry)),
			...(listing !== undefined && {listing: listingOf(registry, listing, summaryOf)}),
			...(entries.length < registry.size && {unlisted: unlistedOf(registry, entries)}),
			current: {...(server !== undefined && {server}), ...(client !== undefined && {client})},
			kept_bytes: journal.store.kept_bytes,
		};
	}
}

type SessionFrame = Pick<Frame, 'endpoints' | 'unlisted' | 'listing' | 'current' | 'kept_bytes' | 'recording'>;

/** Nothing is sent in it, so no endpoint is the current one and nothing has a rate. */
function recordedFrame({name, journal, registry}: RecordedSession): SessionFrame {
	return {
		endpoints: registry.all().slice(-limits.frame_endpoints).map(entry => summarise(entry, noRates)),
		current: {},
		kept_bytes: journal.store.kept_bytes,
		recording: visibleText(name),
	};
}
