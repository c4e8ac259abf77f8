/**
One line of the server's or the client's log. Wide panes have whole times and all arguments; narrow ones the part that
changes.
*/
import {hasPreview, noteGap, type Description} from '../core/describe.ts';
import {formatCount, formatDuration, formatSize} from '../core/quantities.ts';
import {quoteBytes} from '../core/quote.ts';
import {columnsOf, visibleText} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import type {Journal} from '../lab/journal.ts';
import {wide_columns, type LaidOut} from './log-layout.ts';
import {directionOf, type Style} from './palette.ts';
import {Row, type RowOptions} from './row.ts';

/** Bytes looked at for one cell of a preview; the longest character has no more. */
const bytes_per_cell = 20;

/** `name_columns`: the names of a pane stand in one column. */
export type LogRowOptions = RowOptions & {readonly name_columns: number};

/** Who an entry is about, as visible text; what is said about none of the endpoints is a remark. */
export function nameOf({event}: LogEntry, options: RowOptions): string {
	return event.endpoint === 'sockplay' ? '#' : visibleText(event.endpoint, options);
}

/** The columns before the call: time and name. */
export function indentOf(name_columns: number, columns: number): number {
	return columns >= wide_columns ? 16 + name_columns : 8 + name_columns;
}

/** Row 0 of an entry, or one of those that go on with its note. */
export function logRow(journal: Journal, laidOut: LaidOut, index: number, options: LogRowOptions): string {
	const {entry, description, note, below} = laidOut;
	const row = new Row(options);
	const {name_columns} = options;
	const {tone, time, call, short} = description;
	const noteStyle = tone === 'error' || tone === 'warn' ? 'plain' : 'dim';
	if (index > 0) {
		return row.gap(indentOf(name_columns, options.columns)).add(below[index - 1] ?? '', noteStyle).finish();
	}

	const isWide = options.columns >= wide_columns;
	row.add(isWide ? time : time.slice(6), 'dim').gap(isWide ? 2 : 1);
	row.add(padded(nameOf(entry, options), name_columns)).gap(isWide ? 2 : 1);
	const style = styleOf(entry, description);
	if (entry.count > 1) {
		const text = foldText(entry, options.ascii);
		return row.add(columnsOf(text) <= row.left ? text : foldText(entry, options.ascii, {isShort: true}), style).finish();
	}

	row.add(isWide ? call : short, style);
	if (note !== '') {
		row.add(noteGap(entry.event) + note, noteStyle);
	}

	if (hasPreview(entry.event)) {
		addPreview(row, journal, entry, options);
	}

	return row.finish();
}

/** `recv ×12,480  780 MiB in 4.1 s`; short, without the time. */
export function foldText({event, count, bytes, to}: LogEntry, isAscii: boolean, {isShort = false} = {}): string {
	const errno = event.errno === undefined ? '' : ` = ${event.errno}`;
	const amount = bytes > 0 ? `  ${formatSize(bytes)}` : '';
	const duration = isShort ? '' : ` in ${formatDuration((to - event.time) / 1000)}`;
	return `${event.event}${errno} ${isAscii ? 'x' : '×'}${formatCount(count)}${amount}${duration}`;
}

function addPreview(row: Row, journal: Journal, {event}: LogEntry, {ascii, columns: pane_columns}: RowOptions): void {
	const gap_columns = pane_columns >= wide_columns ? 3 : 2;
	const columns = row.left - gap_columns;
	const length = Math.min(event.bytes ?? 0, Math.max(0, columns) * bytes_per_cell);
	const bytes = journal.bytes(event, 0, length);
	const more = length < (event.bytes ?? 0);
	const text = bytes === undefined ? '(bytes not kept)' : quoteBytes(bytes, columns, {ascii, more});
	if (text !== '' && columns > 0) {
		row.gap(gap_columns).add(text, bytes === undefined ? 'dim' : directionOf(event));
	}
}

function styleOf({event}: LogEntry, {tone}: Description): Style {
	if (tone === 'error' || tone === 'warn') {
		return tone;
	}

	return tone === 'normal' ? 'plain' : directionOf(event);
}

function padded(name: string, columns: number): string {
	return name + ' '.repeat(Math.max(0, columns - columnsOf(name)));
}
