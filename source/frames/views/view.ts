/** What the third pane can show: each view is one file, and one line in table.ts. */
import type {ExportForm} from '../../core/export-bytes.ts';
import type {ListedEntry} from '../../lab/entries/entry.ts';
import type {Journal} from '../../lab/journal.ts';
import type {PaneFrame, ScrollMove, Viewport} from '../frame.ts';
import type {RawPane} from '../raw/pane.ts';
import type {RowFormat} from '../raw/row-format.ts';

export type View = {
	/** The word after `view`, and its name in the status line. */
	readonly name: string;
	/** The key that chooses it, in the pane. */
	readonly key?: string;
	/** What it shows, in a few words, for the help: `bytes as hex`. */
	readonly summary: string;
	/** Begins it for a session; called when it is first looked at. */
	readonly open: (source: ViewSource) => OpenView;
	/** The parts of its title; without this, its name and what its frames note. */
	readonly title?: (facts: TitleFacts) => readonly TitlePart[];
	/** What the pane says while the view has no rows. */
	readonly empty: readonly string[];
	/**
	Milliseconds between frames, for a view that changes though nothing happens in the session. They are made only while it
	is looked at.
	*/
	readonly tick_ms?: number;
	/** How bytes are drawn: for the views that share the pane of raw bytes. */
	readonly format?: RowFormat;
	/** The form in which `copy` takes bytes that are looked at like this. */
	readonly form?: ExportForm;
};

/** What a view may read of a session, or of a recording. */
export type ViewSource = {
	readonly journal: Journal;
	readonly registry: {
		readonly get: (name: string) => ListedEntry | undefined;
		readonly all: () => readonly ListedEntry[];
	};
	readonly raw: RawPane;
};

/** A view of one session. */
export type OpenView = {
	/** The rows for a viewport, in bounded time. Called for each frame while it is looked at. */
	readonly compose: (viewport: Viewport) => PaneFrame;
	/** Scrolls, or moves its cursor. */
	readonly move: (by: ScrollMove['by'], viewport: Viewport) => void;
	/** Whether the last frame left something to do. */
	readonly needsWork?: boolean;
	/** Does more of it, for so many milliseconds; false when there is still more. */
	readonly work?: (budget_ms: number) => boolean;
};

/** What a title is made from. */
export type TitleFacts = Pick<Viewport, 'view' | 'only' | 'joined' | 'time'> & {
	/** What the last frame noted: a search and how far it is, a picture that stands still. */
	readonly notes?: readonly string[];
	readonly kept_bytes: number;
};

/** A piece of a title. Of `short` and `text`, the longer that fits; the piece with the highest `rank` goes first. */
export type TitlePart = {
	readonly text: string;
	readonly short?: string;
	readonly rank: number;
	readonly tone?: 'title' | 'warn';
};
