import {columnsOf} from '../core/visible.ts';

/** What stands before the calls of a pane, in the same columns in all of its rows: time and name. */
export type LogColumns = {
	/** Characters of `12:01:09.872` that are left out: none, the hours, or the minutes too. */
	readonly time_from: number;
	/** Columns of the names. */
	readonly name: number;
	/** Columns after the time, and after the name. */
	readonly gap: number;
	/** Columns before a call. */
	readonly call: number;
	/** Columns between a call and its bytes. */
	readonly bytes_gap: number;
};

/**
By the columns of a pane, the widest first. All of a pane's times have one form, so that they can be compared; hours go
where `s1.1 recv = 43  "…"` would have no room for 24 bytes of text.
*/
const shapes = [
	{from: 66, time_from: 0, gap: 2, bytes_gap: 3},
	{from: 56, time_from: 0, gap: 1, bytes_gap: 2},
	{from: 46, time_from: 3, gap: 1, bytes_gap: 2},
	{from: 0, time_from: 6, gap: 1, bytes_gap: 2},
] as const;
const time_columns = 12;
/** Names that take more of a pane than this do not widen their column. */
const name_share = 6;
export const max_name_columns = 12;

/** `widest_name`: the columns of the widest name in the pane. */
export function logColumns(columns: number, widest_name: number): LogColumns {
	const {time_from, gap, bytes_gap} = shapes.find(({from}) => columns >= from) ?? shapes[3];
	const name = Math.min(widest_name, max_name_columns, Math.floor(columns / name_share));
	return {time_from, name, gap, bytes_gap, call: time_columns - time_from + gap + name + gap};
}

/** Columns before the call beside this name: a longer one than its column has room for moves it on. */
export function callColumn({call, name}: LogColumns, text: string): number {
	return call + Math.max(0, columnsOf(text) - name);
}
