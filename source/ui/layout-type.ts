/** Where the parts of the screen are, and what a layout has to make room for. All numbers are cells. */
import type {LayoutKind} from '../frames/layout-kinds.ts';
import type {PaneName} from '../frames/panes.ts';
import type {Rectangle, Size} from '../screen/layout-type.ts';
import type {Borders} from './borders.ts';
import type {PaneShape} from './layout-kind.ts';

export type PaneLayout = {
	/** All of the pane but a prompt at the bottom of the screen; its first row is the title. */
	readonly box: Rectangle;
	/** The log or the bytes: the compositor's. */
	readonly content: Rectangle;
	readonly list: Rectangle;
	/** One row, or none. */
	readonly prompt: Rectangle;
};

export type Layout = Size & {
	readonly kind: PaneShape | 'zoom' | 'small';
	readonly panes: Readonly<Partial<Record<PaneName, PaneLayout>>>;
	/** What is open above the focused pane's prompt, without the line at its side. */
	readonly popup: Rectangle;
	/** One pane at a time: the row that says which. */
	readonly tabs_row?: number;
	/** The strip of what is active, if anything is. */
	readonly strip_row?: number;
	readonly status_row: number;
};

/** What the layout has to make room for. */
export type LayoutRequest = {
	readonly kind: LayoutKind;
	readonly borders: Borders;
	readonly focus: PaneName;
	/** Whose prompt stands at the bottom while the focused pane has none. */
	readonly talking: PaneName;
	readonly zoom: boolean;
	/** Rows that are to open above the focused pane's prompt. */
	readonly popup_rows: number;
	/** Connections that a pane would like to list. */
	readonly listed_rows: Readonly<Record<PaneName, number>>;
	/** Rows that the log of a pane has to show, as far as they were counted; undefined: as many as there is room for. */
	readonly log_rows?: Readonly<Record<PaneName, number | undefined>>;
	/** Whether the pane of views has a prompt at the moment. */
	readonly hasViewPrompt: boolean;
	readonly hasStrip: boolean;
};
