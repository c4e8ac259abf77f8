/** Rows of the chrome as coloured strings of a known width. */
import {clip, columnsOf, visibleText} from '../core/visible.ts';
import type {Theme, Tone} from './theme.ts';

/** A visible text in exactly `columns` cells: cut, or filled up with blanks. */
export function fit(text: string, columns: number, isAscii = false): string {
	const cut = clip(text, Math.max(0, columns), {ascii: isAscii});
	return cut + ' '.repeat(Math.max(0, columns - columnsOf(cut)));
}

/** A text of ours or another's as it can be shown; in ascii the dots of an ellipsis stay dots. */
export function showText(text: string, {ascii}: Pick<Theme, 'ascii'>): string {
	return visibleText(ascii ? text.replaceAll('…', '...') : text, {ascii});
}

/** A visible text in its tone. */
export type Piece = readonly [tone: Tone, text: string];

/** Cells of pieces side by side. */
export function columnsIn(pieces: readonly Piece[]): number {
	return columnsOf(pieces.map(([, text]) => text).join(''));
}

/** The pieces that fit whole, from the front; the first `least` in any case. */
export function wholePieces(pieces: readonly Piece[], columns: number, least: number): readonly Piece[] {
	const count = pieces.findIndex((_, index) => columnsIn(pieces.slice(0, index + 1)) > columns);
	return count === -1 ? pieces : pieces.slice(0, Math.max(least, count));
}

/** Pieces side by side in at most `columns` cells, each in its tone. What does not fit is cut. */
export function joinPieces(
	pieces: readonly Piece[],
	columns: number,
	theme: Pick<Theme, 'ascii' | 'paint'>,
): string {
	let left = columns;
	let row = '';
	for (const [tone, text] of pieces) {
		const cut = clip(text, Math.max(0, left), {ascii: theme.ascii});
		left -= columnsOf(cut);
		row += theme.paint(tone, cut);
	}

	return row;
}

/** A text in rows of at most `columns` cells, broken between words where that is possible. */
export function wrapWords(text: string, columns: number, isAscii = false): string[] {
	const rows = [''];
	for (const word of text.split(' ')) {
		const row = rows.at(-1)!;
		const longer = row === '' ? word : `${row} ${word}`;
		if (columnsOf(longer) <= columns) {
			rows[rows.length - 1] = longer;
		} else if (row === '') {
			rows[rows.length - 1] = clip(word, columns, {ascii: isAscii});
		} else {
			rows.push(clip(word, columns, {ascii: isAscii}));
		}
	}

	return rows;
}
