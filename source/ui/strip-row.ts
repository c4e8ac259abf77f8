/** What is active, in one row: it is seen as long as it lasts, whatever the size of the screen. */
import {columnsOf} from '../core/visible.ts';
import type {Activity} from '../frames/frame.ts';
import {joinPieces, showText} from './rows.ts';
import type {Theme, Tone} from './theme.ts';

type Piece = readonly [Tone, string];

const gap = ' '.repeat(3);

/**
At most `columns` cells: each activity with the line that ends it; where there is no room for that, without these lines;
then only the first, and how many more there are.
*/
export function stripRow(active: readonly Activity[], columns: number, theme: Theme): string {
	const told = piecesOf(active, theme, true);
	const pieces = columnsIn(told) < columns ? told : fitPieces(active, columns - 1, theme);
	return joinPieces([['plain', ' '], ...pieces], columns, theme);
}

function fitPieces(active: readonly Activity[], columns: number, theme: Theme): readonly Piece[] {
	const fitting = active
		.map((_, index) => shortened(active, active.length - index, theme))
		.find(pieces => columnsIn(pieces) <= columns);
	return fitting ?? shortened(active, 1, theme);
}

/** The first `count` activities, and a word on the others. */
function shortened(active: readonly Activity[], count: number, theme: Theme): readonly Piece[] {
	const hidden = active.length - count;
	return [
		...piecesOf(active.slice(0, count), theme, false),
		...(hidden === 0 ? [] : [['dim', `${gap}+${hidden} more`] as const]),
	];
}

function piecesOf(active: readonly Activity[], theme: Theme, withEnds: boolean): readonly Piece[] {
	return active.flatMap(({text, ends, tone}, index) => [
		[tone, `${index === 0 ? '' : gap}${showText(text, theme)}`] as const,
		...(withEnds && ends !== '' ? [['dim', ` /${showText(ends, theme)}`] as const] : []),
	]);
}

function columnsIn(pieces: readonly Piece[]): number {
	return columnsOf(pieces.map(([, text]) => text).join(''));
}
