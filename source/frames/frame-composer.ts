import type {Frame, PaneFrame, RowMove, ScrollMove, Viewport} from './frame.ts';
import {LogPane, type LogOptions} from './log-pane.ts';
import {forPanes, type PaneName} from './panes.ts';
import {RawPane} from './raw/pane.ts';
import type {RowOptions} from './row.ts';
import {findView, formatOf} from './views/table.ts';
import type {OpenView, ViewSource} from './views/view.ts';

/** A pane that is not visible: nothing is made for it, and it stays where it is scrolled to. */
const hiddenPane: PaneFrame = {rows: [], following: true, below: 0, notKept: 0};

/**
Makes the rows that a viewport sees of a session, and remembers where each pane is scrolled to. What a frame costs
depends on the rows that are visible, not on how much is kept.
*/
export class FrameComposer {
	readonly #source: ViewSource;
	readonly #logs: Readonly<Record<PaneName, LogPane | undefined>>;
	readonly #views = new Map<string, OpenView>();
	/** What the views of raw bytes share. */
	readonly raw: RawPane;

	constructor({journal, registry}: Omit<ViewSource, 'raw'>) {
		this.#logs = forPanes(({side}) => side === undefined ? undefined : new LogPane(journal, side));
		this.raw = new RawPane(journal, formatOf);
		this.#source = {journal, registry, raw: this.raw};
	}

	/** The view that a viewport names, begun when it is first looked at. */
	view({view: name}: Pick<Viewport, 'view'>): OpenView {
		const known = this.#views.get(name);
		if (known !== undefined) {
			return known;
		}

		const opened = findView(name).open(this.#source);
		this.#views.set(name, opened);
		return opened;
	}

	/** Moves one pane, in rows of this viewport, or the cursor of its view. Reaching the newest follows again. */
	scroll({pane, by}: ScrollMove, viewport: Viewport): void {
		const log = this.#logs[pane];
		if (log === undefined) {
			this.view(viewport).move(by, viewport);
		} else {
			log.move(rowMove(by), viewport.sizes[pane].rows, this.#logOptions(pane, viewport));
		}
	}

	/** The rows of all panes: coloured, escaped, clipped. */
	compose(viewport: Viewport): Frame['panes'] {
		const before = this.#name_columns;
		const panes = this.#composeAll(viewport);
		const isWider = viewport.isStacked === true && this.#name_columns > before;
		return isWider ? this.#composeAll(viewport) : panes;
	}

	#composeAll(viewport: Viewport): Frame['panes'] {
		return forPanes(({name}) => viewport.sizes[name].rows > 0 ? this.#compose(name, viewport) : hiddenPane);
	}

	/** What the names of the log with the widest take. */
	get #name_columns(): number {
		return Math.max(...Object.values(this.#logs).map(log => log?.name_columns ?? 0));
	}

	#logOptions(pane: PaneName, viewport: Viewport): LogOptions {
		return {...rowOptions(pane, viewport), ...viewport.isStacked && {name_columns: this.#name_columns}};
	}

	#compose(pane: PaneName, viewport: Viewport): PaneFrame {
		const log = this.#logs[pane];
		return log === undefined
			? this.view(viewport).compose(viewport)
			: log.compose(viewport.sizes[pane].rows, this.#logOptions(pane, viewport));
	}
}

/** What a move means where there is no cursor. */
function rowMove(by: ScrollMove['by']): RowMove {
	if (typeof by === 'object') {
		return 'rows' in by ? by.rows : 0;
	}

	return by as RowMove;
}

function rowOptions(pane: PaneName, {sizes, colours, theme = 'dark', ascii}: Viewport): RowOptions {
	return {columns: sizes[pane].columns, colours, theme, ascii};
}
