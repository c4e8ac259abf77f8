/** What must be drawn to turn one row of cells into another. */
import {blank, type Cell, type Row} from './cells.ts';
import {changeOfStyle} from './pen.ts';

/** Columns from `start` up to, not including, `end`. */
export type Span = {readonly start: number; readonly end: number};

/**
The one span that differs between two rows of the same length, or nothing. Never starts or ends inside a wide character
of either row.
*/
export function differingSpan(before: Row, after: Row): Span | undefined {
	if (before === after) {
		return undefined;
	}

	let start = 0;
	while (start < after.length && isSame(before[start]!, after[start]!)) {
		start++;
	}

	if (start === after.length) {
		return undefined;
	}

	let end = after.length;
	while (isSame(before[end - 1]!, after[end - 1]!)) {
		end--;
	}

	while (start > 0 && isCut(before, after, start)) {
		start--;
	}

	while (end < after.length && isCut(before, after, end)) {
		end++;
	}

	return {start, end};
}

/**
Puts `row` into `base` from column `x` on; what does not fit is cut off. Wide characters that lose a half become blanks.
Changes `base`.
*/
export function overlay(base: Cell[], row: Row, x: number): void {
	const end = Math.min(base.length, x + row.length);
	if (end <= x) {
		return;
	}

	if (base[x]!.width === 0) {
		base[x - 1] = blank;
	}

	if (base[end]?.width === 0) {
		base[end] = blank;
	}

	for (let column = x; column < end; column++) {
		base[column] = row[column - x]!;
	}

	if (row[end - x]?.width === 0) {
		base[end - 1] = blank;
	}
}

/**
The bytes that draw a span of `row` in line `y`. They begin by placing the cursor and leave the style of the last cell
set; `style` is what is set before.
*/
export function drawSpan(row: Row, y: number, {start, end}: Span, style: string): {text: string; style: string} {
	let text = `\u{1B}[${y + 1};${start + 1}H`;
	for (let column = start; column < end; column++) {
		const cell = row[column]!;
		if (cell.style !== style) {
			text += changeOfStyle(style, cell.style);
			style = cell.style;
		}

		text += cell.cluster;
		if (isBeyondBasicPlane(cell)) {
			text += `\u{1B}[${column + cell.width + 1}G`;
		}
	}

	return {text, style};
}

function isSame(one: Cell, other: Cell): boolean {
	return one === other || (one.cluster === other.cluster && one.width === other.width && one.style === other.style);
}

function isCut(before: Row, after: Row, column: number): boolean {
	return before[column]!.width === 0 || after[column]!.width === 0;
}

/**
A terminal with older tables may give such a character another width; placing the cursor after it keeps the rest of the
row where it belongs.
*/
function isBeyondBasicPlane(cell: Cell): boolean {
	return cell.cluster.length > 1 && cell.cluster.codePointAt(0)! > 0xFF_FF;
}
