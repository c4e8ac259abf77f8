import type {Journal} from '../lab/journal.ts';
import type {Frame, RowMove, ScrollMove, Viewport} from './frame.ts';
import {LogPane} from './log-pane.ts';
import {RawPane} from './raw/pane.ts';
import type {RowOptions} from './row.ts';

/** Makes the rows that a viewport sees of a journal, and remembers where each pane is scrolled to. What a frame costs depends on the rows that are visible, not on how much is kept. */
export class FrameComposer {
	readonly #logs: {readonly server: LogPane; readonly client: LogPane};
	readonly raw: RawPane;

	constructor(journal: Journal) {
		this.#logs = {server: new LogPane(journal, 'server'), client: new LogPane(journal, 'client')};
		this.raw = new RawPane(journal);
	}

	/** Moves one pane, in rows of this viewport, or the cursor of the raw pane. Reaching the newest follows again. */
	scroll({pane, by}: ScrollMove, viewport: Viewport): void {
		if (pane === 'raw') {
			this.raw.move(by, viewport);
		} else {
			this.#logs[pane].move(by as RowMove, viewport.sizes[pane].rows, logOptions(pane, viewport));
		}
	}

	/** The rows of all three panes: coloured, escaped, clipped. */
	compose(viewport: Viewport): Frame['panes'] {
		return {
			server: this.#logs.server.compose(viewport.sizes.server.rows, logOptions('server', viewport)),
			client: this.#logs.client.compose(viewport.sizes.client.rows, logOptions('client', viewport)),
			raw: this.raw.compose(viewport),
		};
	}
}

function logOptions(pane: 'server' | 'client', {sizes, colours, ascii}: Viewport): RowOptions {
	return {columns: sizes[pane].columns, colours, ascii};
}
