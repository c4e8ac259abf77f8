/** What is active, in one row: it is seen as long as it lasts, whatever the size of the screen. */
import type {Activity} from '../frames/frame.ts';
import {columnsIn, joinPieces, showText, type Piece} from './rows.ts';
import type {Theme} from './theme.ts';

const gap = ' '.repeat(3);

/**
At most `columns` cells: each activity with the line that ends it; where there is no room for that, without these lines;
then shorter and shorter, from the last on; at last only the first ones, and how many more there are.
*/
export function stripRow(active: readonly Activity[], columns: number, theme: Theme): string {
	const whole = piecesOf(active, theme, true);
	const pieces = columnsIn(whole) < columns ? whole : fitPieces(active, columns - 1, theme);
	return joinPieces([['plain', ' '], ...pieces], columns, theme);
}

function fitPieces(active: readonly Activity[], columns: number, theme: Theme): readonly Piece[] {
	const counts = active.map((_, index) => active.length - index);
	const levels = Math.max(1, ...active.map(({shorter = []}) => shorter.length));
	const shortest = shortened(active, levels, 0);
	const shorter = Array.from({length: levels}, (_, level) =>
		[...counts, 0].map(long => piecesOf(shortened(active, level + 1, long), theme, false))).flat();
	const fewer = counts.map(count => firstPieces(shortest, count, theme));
	const first = piecesOf(shortest.slice(0, 1), theme, false);
	return [...shorter, ...fewer].find(pieces => columnsIn(pieces) <= columns) ?? first;
}

/** Each activity shortened so often, the first `long` once less. */
function shortened(active: readonly Activity[], level: number, long: number): readonly Activity[] {
	return active.map((activity, index) => {
		const texts = [activity.text, ...activity.shorter ?? []];
		const text = texts[Math.min(texts.length - 1, index < long ? level - 1 : level)]!;
		return {...activity, text};
	});
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
