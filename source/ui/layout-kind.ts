/** Which shape the screen has: what was asked for, or what the terminal's size suggests. */
import type {LayoutKind} from '../frames/layout-kinds.ts';
import type {Size} from '../screen/layout-type.ts';

export type PaneShape = Exclude<LayoutKind, 'auto'>;

/** The smallest terminal for each shape; under that of `tabs` there is only a sentence. */
export const smallest: Readonly<Record<PaneShape, Size>> = {
	side: {columns: 60, rows: 18},
	stacked: {columns: 40, rows: 16},
	tabs: {columns: 20, rows: 6},
};

/** From here on each half has 50 columns in its frame: a call with its result and the first 24 bytes of its data. */
const side_columns = 108;

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
