/** One row of the raw pane, painted by direction and by kind of byte. */
import {localTime} from '../core/clock-text.ts';
import {goesOut, type LabEvent} from '../core/events.ts';
import {kindOfByte} from '../core/glyphs.ts';
import {glyphsBetween, hexRow} from '../core/hexdump.ts';
import {formatCount, formatDuration} from '../core/quantities.ts';
import {escapeGlyph, pictureGlyph, visibleText} from '../core/visible.ts';
import {directionOf, styleOfKind, type Style} from './palette.ts';
import {isHeader, type RawLayout, type RawOptions, type RawRow} from './raw-layout.ts';
import {Row, type RowOptions} from './row.ts';

const wide_columns = 50;
/** An extra gap parts the bytes of a row into groups of this many. */
const group_bytes = 8;
const offset_digits = 8;

/** The bytes of one row, `from` to `to`, among those around them; `offset` is where the row begins in its block. */
type Piece = {readonly bytes: Uint8Array; readonly from: number; readonly to: number; readonly offset: number};

/** How many bytes a hex row has: as many of 8, 16 or 32 as the columns allow. */
export function bytesPerRow(width: 8 | 16 | 32 | 'auto', columns: number): number {
	return width === 'auto' ? ([32, 16, 8] as const).find(bytes => textColumn(bytes) + bytes <= columns) ?? 8 : width;
}

export function rawRow(layout: RawLayout, raw: RawRow, options: RowOptions & RawOptions): string {
	const event = layout.event(raw.block);
	if (event === undefined) {
		return '';
	}

	const row = new Row(options);
	if (isHeader(raw)) {
		const before = layout.shownFrom(raw.block - 1, -1);
		return header(row, event, before === undefined ? undefined : layout.event(before), options);
	}

	const {bytes, start} = layout.window(raw.block, raw.from, raw.to);
	if (bytes.length === 0) {
		return row.add('(bytes not kept)', 'dim').finish();
	}

	const direction = directionOf(event);
	const piece = {bytes, from: raw.from - start, to: raw.to - start, offset: raw.from};
	return options.view === 'hex' ? hex(row, piece, direction, options) : text(row, piece, direction, options);
}

/** The column where a hex row's text begins. */
function textColumn(width: number): number {
	return offset_digits + 2 + (width * 3) - 1 + Math.ceil(width / group_bytes) - 1 + 2;
}

function header(row: Row, event: LabEvent, before: LabEvent | undefined, {ascii, columns}: RowOptions): string {
	const isWide = columns >= wide_columns;
	const time = localTime(event.time);
	const [from, to] = goesOut(event) ? [event.endpoint, event.peer ?? '?'] : [event.peer ?? '?', event.endpoint];
	const gap = isWide ? 2 : 1;
	row.add(isWide ? time : time.slice(6), 'dim').gap(gap);
	row.add(visibleText(`${from} ${ascii ? '->' : '→'} ${to}`, {ascii}).replace(String.raw`\u{2192}`, '->'), directionOf(event)).gap(gap);
	row.add(`${formatCount(event.bytes ?? 0)} B`);
	if (event.way !== undefined) {
		row.gap(gap).add(verdictText(event), 'warn');
	}

	if (before !== undefined) {
		row.gap(gap).add(`+${formatDuration(Math.max(0, event.time - before.time) / 1000)}`, 'dim');
	}

	return row.finish();
}

/** What a link did to these bytes: `dropped`, `delayed 52 ms`, `corrupted byte 3: 61 became 65`. */
function verdictText({event, took_us, message = ''}: LabEvent): string {
	return [event, took_us === undefined ? '' : formatDuration(took_us / 1000), event === 'corrupted' ? message : ''].filter(part => part !== '').join(' ');
}

function hex(row: Row, piece: Piece, direction: Style, {ascii, width}: RowOptions & RawOptions): string {
	const dump = hexRow(piece.bytes, piece, ascii);
	row.add(dump.offset.toString(16).padStart(offset_digits, '0'), 'dim').gap(1);
	for (const [index, cell] of dump.hex.entries()) {
		row.add(index > 0 && index % group_bytes === 0 ? '  ' : ' ', styleOfKind(cell.kind, direction));
		row.add(cell.text, styleOfKind(cell.kind, direction), 2);
	}

	const used = offset_digits + 1 + (dump.hex.length * 3) + Math.ceil(dump.hex.length / group_bytes) - 1;
	row.gap(textColumn(width) - used);
	for (const cell of dump.text) {
		row.add(cell.text, styleOfKind(cell.kind, direction), cell.width);
	}

	return row.finish();
}

function text(row: Row, {bytes, from, to}: Piece, direction: Style, {ascii, view}: RowOptions & RawOptions): string {
	for (const glyph of glyphsBetween(bytes, from, to)) {
		const shown = view === 'text' ? pictureGlyph(glyph, ascii) : escapeGlyph(glyph, bytes, ascii);
		row.add(shown, styleOfKind(kindOfByte(bytes[glyph.from] ?? 0), direction), shown === glyph.shown ? glyph.width : shown.length);
	}

	return row.finish();
}
