/** The rows of the raw pane as they are drawn: headers and bytes, and the inspector below them. */
import {formatCount} from '../../core/quantities.ts';
import type {TimeView} from '../frame.ts';
import {Row} from '../row.ts';
import type {Cursor} from './cursor.ts';
import {emphasisOf} from './emphasis.ts';
import {headerRow} from './header.ts';
import {inspectorRows, inspectorRowsOf} from './inspector.ts';
import {isHeader, type Position, type RawLayout, type RawOptions, type RawRow} from './layout.ts';
import type {RawPicture} from './picture.ts';
import type {Range} from './range.ts';
import {bytesRow} from './row.ts';

/** What is drawn, and how. */
export type Scene = {
	readonly picture: RawPicture;
	readonly layout: RawLayout;
	readonly cursor: Cursor | undefined;
	readonly range: Range | undefined;
	readonly options: RawOptions;
	readonly joined: boolean;
	readonly time: TimeView;
	/** When the session began, in microseconds since 1970. */
	readonly began_us: number;
};

/** In a pane of fewer rows a header scrolls away. */
const fewest_rows = 3;

/** How many of `rows` are left for the bytes where there is an inspector. */
export function contentRows(rows: number, hasCursor: boolean): number {
	return hasCursor ? rows - inspectorRowsOf(rows) : rows;
}

/**
All rows of the pane: those at `positions`, then, where there is a cursor and room for it, the inspector in the last of
`rows`.
*/
export function drawRows(scene: Scene, positions: readonly Position[], rows: number): string[] {
	const {layout, cursor} = scene;
	const content_rows = contentRows(rows, cursor !== undefined);
	const shown = positions.map((_, index) => rowShown(layout, positions, index)!);
	const bytes = shown.map(row => drawRow(scene, row));
	const content = bytes.length === 0 && content_rows > 0 ? emptyRows(scene) : bytes;
	if (cursor === undefined || content_rows === rows) {
		return content;
	}

	const blank = Array.from({length: content_rows - content.length}, () => '');
	return [...content, ...blank, ...drawInspector(scene, cursor, rows - content_rows)];
}

/**
What is drawn in a row: a header stays in the first as long as two rows of its section are in sight. Nothing below the
last position.
*/
export function rowShown(layout: RawLayout, positions: readonly Position[], index: number): RawRow | undefined {
	const [position, next] = [positions[index], positions[index + 1]];
	if (position === undefined) {
		return undefined;
	}

	const isBelow = next !== undefined && !isHeader(layout.row(next));
	return index === 0 && positions.length >= fewest_rows && isBelow
		? layout.header(layout.outline.headOf(position.section))
		: layout.row(position);
}

/** Where blocks are kept and none is shown, the pane says so. */
function emptyRows({picture, options}: Scene): string[] {
	const {hidden} = picture.outline.shown;
	if (hidden === 0) {
		return [];
	}

	const ways = picture.hiddenUpstream > 0 ? '/view legs=both, /filter off, /view all' : '/filter off, /view all';
	const text = `none of the ${formatCount(hidden)} kept blocks is shown: ${ways}`;
	return [new Row(options).add(text, 'dim').finish()];
}

function drawRow({picture, layout, cursor, range, options, joined, time, began_us}: Scene, row: RawRow): string {
	const {outline, blocks, search} = picture;
	if (isHeader(row)) {
		return headerRow(outline, row.section, {...options, time, began_us, eventAt: place => blocks.track.at(place)});
	}

	const emphasis = emphasisOf(outline, row, {cursor, range, search});
	const origin = joined ? outline.originOf(row.section) : 0;
	return bytesRow(layout, row, {event: outline.event(row.section), origin, emphasis}, options);
}

function drawInspector({picture, layout, options}: Scene, cursor: Cursor, count: number): string[] {
	const event = picture.blocks.track.at(cursor.block);
	const before = layout.outline.shown.before(cursor.block);
	const before_us = event === undefined || before === undefined ? undefined : event.time - before.time;
	return inspectorRows(layout, cursor, count, {...options, before_us});
}
