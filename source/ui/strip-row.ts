/** What is active, in one row: it is seen as long as it lasts, whatever the size of the screen. */
import {columnsOf} from '../core/visible.ts';
import type {Activity} from '../frames/frame.ts';
import {joinPieces, showText} from './rows.ts';
import type {Theme, Tone} from './theme.ts';

type Piece = readonly [Tone, string];

const gap = ' '.repeat(3);

/**
At most `columns` cells: each activity with the line that ends it; where there is no room for that, without these lines;
then in short, from the last on; at last only the first ones, and how many more there are.
*/
export function stripRow(active: readonly Activity[], columns: number, theme: Theme): string {
	const told = piecesOf(active, theme, true);
	const pieces = columnsIn(told) < columns ? told : fitPieces(active, columns - 1, theme);
	return joinPieces([['plain', ' '], ...pieces], columns, theme);
}

function fitPieces(active: readonly Activity[], columns: number, theme: Theme): readonly Piece[] {
	const counts = active.map((_, index) => active.length - index);
	const shorter = [...counts, 0].map(long => piecesOf(shortened(active, long), theme, false));
	const fewer = counts.map(count => firstPieces(shortened(active, 0), count, theme));
	const first = piecesOf(shortened(active, 0).slice(0, 1), theme, false);
	return [...shorter, ...fewer].find(pieces => columnsIn(pieces) <= columns) ?? first;
}

/** The first `long` activities as they are, the others in short. */
function shortened(active: readonly Activity[], long: number): readonly Activity[] {
	return active.map((activity, index) => index < long ? activity : {...activity, text: activity.short ?? activity.text});
}

/** The first `count` activities, and a word on the others. */
function firstPieces(active: readonly Activity[], count: number, theme: Theme): readonly Piece[] {
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
