/** What stands out in a row: the cursor before all, then the matches of a search, then the marked range. */
import type {Emphasis} from '../palette.ts';
import type {Cursor} from './cursor.ts';
import type {RawRow} from './layout.ts';
import {lengthOf, type Outline} from './outline.ts';
import {isAfter, withinRange, type Range} from './range.ts';
import type {RawSearch} from './search.ts';
import type {RowEmphasis} from './row-format.ts';

type Standing = {
	readonly cursor: Cursor | undefined;
	readonly range: Range | undefined;
	readonly search: RawSearch | undefined;
};

/** One for each byte of the row; one alone where a text stands in place of the bytes, which may be any number. */
export function emphasisOf(outline: Outline, row: RawRow, {cursor, range, search}: Standing): RowEmphasis {
	if (row.text !== undefined) {
		return [emphasisOfText(outline, row, {cursor, range, search})];
	}

	const found: Array<Emphasis | undefined> = Array.from({length: row.to - row.from});
	for (const {place, event, from, to, at} of outline.pieces(row.section, row.from, row.to)) {
		const start = at - row.from - from;
		const fill = (emphasis: Emphasis, begin: number, end: number) => {
			found.fill(emphasis, Math.max(from, begin) + start, Math.max(from, Math.min(to, end)) + start);
		};

		const marked = range === undefined ? {from: 0, to: 0} : withinRange(range, place, lengthOf(event));
		fill('mark', marked.from, marked.to);
		for (const part of search?.matches.within(place, from, to) ?? []) {
			fill('match', part.from, part.to);
		}

		if (cursor?.block === place && cursor.at >= from && cursor.at < to) {
			fill('cursor', cursor.at, cursor.at + 1);
		}
	}

	return found;
}

function emphasisOfText(outline: Outline, row: RawRow, {cursor, range, search}: Standing): Emphasis | undefined {
	const {section, from, to} = row;
	const first = byteOf(outline, section, from);
	const last = byteOf(outline, section, to - 1);
	if (first === undefined || last === undefined) {
		return undefined;
	}

	if (cursor !== undefined && !isAfter(first, cursor) && !isAfter(cursor, last)) {
		return 'cursor';
	}

	if (search?.matches.touches({first, last}) === true) {
		return 'match';
	}

	return range !== undefined && !isAfter(first, range.last) && !isAfter(range.first, last) ? 'mark' : undefined;
}

function byteOf(outline: Outline, section: number, at: number): Cursor | undefined {
	const [piece] = outline.pieces(section, at, at + 1);
	return piece && {block: piece.place, at: piece.from};
}
