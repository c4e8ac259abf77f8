/** Which shape the screen has: what was asked for, or what the terminal's size suggests. */
import {side_columns, type LayoutKind} from '../frames/layout-kinds.ts';
import type {Size} from '../screen/layout-type.ts';

export type PaneShape = Exclude<LayoutKind, 'auto'>;

/** The smallest terminal for each shape; under that of `tabs` there is only a sentence. */
export const smallest: Readonly<Record<PaneShape, Size>> = {
	side: {columns: 60, rows: 18},
	stacked: {columns: 40, rows: 16},
	tabs: {columns: 20, rows: 6},
};

/** The shape for a terminal: a kind that has no room there gives way to `tabs`. */
export function shapeFor(kind: LayoutKind, size: Size): PaneShape {
	const wanted = kind === 'auto' ? shapeOfSize(size) : kind;
	return hasRoom(wanted, size) ? wanted : 'tabs';
}

export function hasRoom(shape: PaneShape, {columns, rows}: Size): boolean {
	return columns >= smallest[shape].columns && rows >= smallest[shape].rows;
}

function shapeOfSize(size: Size): PaneShape {
	return size.columns >= side_columns && hasRoom('side', size) ? 'side' : 'stacked';
}
