import type {Description} from '../core/describe.ts';
import {columnsOf} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import type {LogColumns} from './log-columns.ts';
import {directionOf, type Style} from './palette.ts';
import {Row, type RowOptions} from './row.ts';
import type {Segment, SegmentRow} from './segment-rows.ts';

/** An entry in the words and widths of one pane. */
export type LaidOut = {
	readonly entry: LogEntry;
	readonly description: Description;
	/** Who it is about, as visible text. */
	readonly name: string;
	/** What stands behind time and name, and in the rows below. */
	readonly rows: readonly SegmentRow[];
};

/** One row of a log. That of `index` 0 begins with time and name, those below it with as many blanks. */
export function logRow(laidOut: LaidOut, index: number, columns: LogColumns, options: RowOptions): string {
	const {description, name, rows} = laidOut;
	const row = new Row(options);
	if (index === 0) {
		row.add(description.time.slice(columns.time_from), 'dim').gap(columns.gap);
		row.add(name).gap(Math.max(0, columns.name - columnsOf(name)) + columns.gap);
	} else {
		row.gap(columns.call);
	}

	for (const {text, part} of rows[index] ?? []) {
		row.add(text, styleOf(laidOut, part));
	}

	return row.finish();
}

function styleOf({entry: {event}, description: {tone}}: LaidOut, part: Segment['part']): Style {
	const isAlarming = tone === 'error' || tone === 'warn';
	if (part === 'note') {
		return isAlarming ? 'plain' : 'dim';
	}

	if (part === 'call' && isAlarming) {
		return tone;
	}

	if (tone === 'below') {
		return 'dim';
	}

	return part === 'call' && tone === 'normal' ? 'plain' : directionOf(event);
}
