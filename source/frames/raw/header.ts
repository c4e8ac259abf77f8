/** The header of a section of the raw pane: time, direction, size. */
import {localTime} from '../../core/clock-text.ts';
import {onLinkText} from '../../core/describe.ts';
import {isOutbound, type LabEvent} from '../../core/events.ts';
import {formatCount, formatDuration} from '../../core/quantities.ts';
import {columnsOf, visibleText} from '../../core/visible.ts';
import type {TimeView} from '../frame.ts';
import {directionOf, type Style} from '../palette.ts';
import {Row, type RowOptions} from '../row.ts';
import type {Outline} from './outline.ts';

const wide_columns = 50;

export type HeaderOptions = RowOptions & {
	readonly time: TimeView;
	/** When the session began, in microseconds since 1970. */
	readonly began_us: number;
	/** The event of a place, for the time since the block before. */
	readonly eventAt: (place: number) => LabEvent | undefined;
};

export function headerRow(outline: Outline, section: number, options: HeaderOptions): string {
	const isWide = options.columns >= wide_columns;
	const gap = isWide ? 2 : 1;
	const event = outline.event(section);
	const since_us = sinceBefore(outline, section, options);
	const row = new Row(options);
	row.add(timeText(event, since_us, isWide, options), 'dim').gap(gap);
	row.add(directionText(event, options), directionOf(event)).gap(gap);
	const {bytes, blocks} = outline.extent(section);
	row.add(`${formatCount(event.direction === undefined || bytes > 0 ? bytes : event.bytes ?? 0)} B`);
	for (const [text, style] of linkTexts(event)) {
		row.gap(gap).add(text, style);
	}

	if (blocks > 1) {
		row.gap(gap).add(`${formatCount(blocks)} blocks`);
	}

	const since = since_us === undefined || options.time === 'delta' ? '' : `+${formatDuration(since_us / 1000)}`;
	if (since !== '' && gap + columnsOf(since) <= row.left) {
		row.gap(gap).add(since, 'dim');
	}

	return row.finish();
}

/** `c1 → s1.1`. */
export function directionText(event: LabEvent, {ascii}: Pick<RowOptions, 'ascii'>): string {
	const [from, to] = isOutbound(event) ? [event.endpoint, event.peer ?? '?'] : [event.peer ?? '?', event.endpoint];
	return `${visibleText(from, {ascii})} ${ascii ? '->' : '→'} ${visibleText(to, {ascii})}`;
}

/** What a link did to these bytes: `after 52 ms on the link`, `lost by the link`, `corrupted byte 3: 61 became 65`. */
function linkTexts(event: LabEvent): Array<readonly [string, Style]> {
	const {direction, message = '', elapsed_us} = event;
	if (direction === undefined || event.event === 'delivered') {
		const time_us = direction === undefined ? event.link_us : elapsed_us;
		const time = time_us === undefined ? '' : onLinkText(time_us);
		const damage = direction === undefined ? '' : message;
		return ([[time, 'dim'], [damage, 'warn']] as const).filter(([text]) => text !== '');
	}

	return [[event.event === 'dropped' ? message : [event.event, message].join(' ').trimEnd(), 'warn']];
}

/** Microseconds since the last block of the section before. */
function sinceBefore(outline: Outline, section: number, {eventAt}: HeaderOptions): number | undefined {
	const before = section > outline.first ? eventAt(outline.lastPlace(section - 1)) : undefined;
	return before === undefined ? undefined : Math.max(0, outline.event(section).time - before.time);
}

function timeText(event: LabEvent, since_us: number | undefined, isWide: boolean, options: HeaderOptions): string {
	const {time, began_us} = options;
	if (time === 'clock') {
		const clock = localTime(event.time);
		return isWide ? clock : clock.slice(6);
	}

	return time === 'start'
		? `${((event.time - began_us) / 1_000_000).toFixed(6)} s`
		: `+${formatDuration((since_us ?? 0) / 1000)}`;
}
