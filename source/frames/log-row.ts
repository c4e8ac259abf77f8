import {columnsOf} from '../core/visible.ts';
import type {LogColumns} from './log-columns.ts';
import type {LaidOut} from './log-layout.ts';
import {directionOf, type Style} from './palette.ts';
import {Row, type RowOptions} from './row.ts';
import type {Segment} from './segment-rows.ts';

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
