/** Where things are on the terminal. All numbers are cells, counted from 0 at the top left. */

export type Size = {readonly columns: number; readonly rows: number};

export type Rectangle = Size & {readonly x: number; readonly y: number};

/**
One layout as the app hands it over, for a terminal of exactly `columns` by `rows`. A pane, whose rows do not go through
Ink, is shown where its rectangle is; without `cursor` the cursor is hidden.
*/
export type Staged = Size & {
	readonly rectangles: Readonly<Record<string, Rectangle>>;
	readonly cursor?: {readonly x: number; readonly y: number};
};

/** Coloured rows by pane, from the top. A pane that is left out keeps the rows it has. */
export type PaneRows = Readonly<Record<string, readonly string[]>>;

export function isSameSize(one: Size, other: Size): boolean {
	return one.columns === other.columns && one.rows === other.rows;
}
