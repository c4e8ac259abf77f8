/** Reading a text that takes the whole screen. */
import {formatCount} from '../core/quantities.ts';
import {columnsOf} from '../core/visible.ts';
import type {Size} from '../screen/layout-type.ts';
import type {Key} from './keys.ts';
import {fit, showText, wrapWords} from './rows.ts';
import type {Pager} from './state.ts';
import type {Theme} from './theme.ts';
import {within} from './within.ts';

/** Rows of the screen that are not the text's: title and status line. */
const rows_around = 2;

/** How many lines of a text that takes the screen are in sight. */
export function textRows(screen_rows: number): number {
	return Math.max(1, screen_rows - rows_around);
}

/** The row above a text: what it is and, where it is longer than the screen, which part of it is in sight. */
export function pageTitle(
	title: string,
	{top, count}: {readonly top: number; readonly count: number},
	{columns, rows}: Size,
	theme: Theme,
): string {
	const position = count <= textRows(rows) ? '' : positionText(top, Math.min(count, top + textRows(rows)), count);
	const room = columns - columnsOf(position);
	return theme.paint('title', fit(` ${showText(title, theme)}`, room, theme.ascii)) + theme.paint('dim', position);
}

/** `12-33 of 80  41 %` */
function positionText(top: number, end: number, count: number): string {
	const share = Math.floor((end / count) * 100);
	return `${formatCount(top + 1)}-${formatCount(end)} of ${formatCount(count)}  ${share} % `;
}

/** A text to read, its long lines broken to fit `columns`. */
export function openPager(title: string, lines: readonly string[], columns: number): Pager {
	const room = Math.max(1, columns - 2);
	return {title, lines: lines.flatMap(line => columnsOf(line) <= room ? [line] : wrapTableRow(line, room)), top: 0};
}

/**
A long line goes on below where its last column begins; where that leaves no room, a little to the right. Prose has no
columns.
*/
function wrapTableRow(line: string, columns: number): string[] {
	const start = /^(?:.*\S)? {2,}(?=\S)/v.exec(line)?.[0] ?? '';
	const hasRoom = columnsOf(start) <= columns * 0.7;
	const beginning = hasRoom ? start : '';
	const indent = hasRoom ? columnsOf(start) : 2;
	const [first = '', ...rest] = wrapWords(line.slice(beginning.length), columns - indent);
	return [beginning + first, ...rest.map(row => ' '.repeat(indent) + row)].map(row => row.trimEnd());
}

/** The pager after a key, or nothing when the key closes it. Keys that mean nothing here change nothing. */
export function turnPager(pager: Pager, key: Key, screen_rows: number): Pager | undefined {
	const name = key.type === 'key' ? key.name : key.text;
	if (['Esc', 'q', 'Enter', 'Ctrl+C', 'F1', '?'].includes(name)) {
		return undefined;
	}

	const page = textRows(screen_rows);
	const all = pager.lines.length;
	const moves: Readonly<Record<string, number>> = {
		Up: -1, k: -1, Down: 1, j: 1, PageUp: -page, PageDown: page, ' ': page, Home: -all, g: -all, End: all, G: all,
	};
	return scrollPager(pager, moves[name] ?? 0, screen_rows);
}

/** So many lines on, or back, as far as there are any. */
export function scrollPager(pager: Pager, by: number, screen_rows: number): Pager {
	const last = pager.lines.length - textRows(screen_rows);
	return {...pager, top: within(pager.top + by, last)};
}

/** The lines in sight. */
export function pageLines(pager: Pager, screen_rows: number): readonly string[] {
	return pager.lines.slice(pager.top, pager.top + textRows(screen_rows));
}
