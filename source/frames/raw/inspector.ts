/** The rows below the bytes: what stands at the cursor. */
import {inspectBytes, inspected_bytes} from '../../core/inspect.ts';
import {formatCount, formatDuration} from '../../core/quantities.ts';
import {columnsOf} from '../../core/visible.ts';
import {Row, type RowOptions} from '../row.ts';
import type {Cursor} from './cursor.ts';
import {directionText} from './header.ts';
import type {RawLayout} from './layout.ts';
import {sectionBytes} from './outline.ts';

/** How many rows it has in a pane of `rows`. */
export function inspectorRowsOf(rows: number): number {
	return [3, 9, 16].filter(enough => rows >= enough).length;
}

/** `before_us`: microseconds since the block before. */
type InspectorOptions = RowOptions & {readonly before_us: number | undefined};

/** Exactly `count` rows. What does not fit is left out, the least useful first. */
export function inspectorRows(
	layout: RawLayout,
	{block, at}: Cursor,
	count: number,
	options: InspectorOptions,
): string[] {
	const {outline} = layout;
	const here = outline.locate(block, at);
	const event = outline.shown.blocks.track.at(block);
	if (here === undefined || event === undefined) {
		return Array.from({length: count}, () => '');
	}

	const {to} = outline.range(here.section);
	const bytes = sectionBytes(outline, here.section, here.at, Math.min(to, here.at + inspected_bytes));
	const offset = (event.offset ?? 0) + at;
	const told = [
		`${directionText(event, options)} @${formatCount(offset)}`,
		...(options.before_us === undefined ? [] : [`+${formatDuration(options.before_us / 1000)}`]),
		...inspectBytes(bytes, options),
	];
	return fillRows(told, count, options);
}

function fillRows(told: readonly string[], count: number, options: RowOptions): string[] {
	const waiting = [...told];
	return Array.from({length: count}, () => {
		const row = new Row(options);
		for (let index = 0; index < waiting.length;) {
			const isFirst = row.left === options.columns;
			if (columnsOf(waiting[index]!) + (isFirst ? 0 : 2) > row.left && !isFirst) {
				index++;
				continue;
			}

			row.gap(isFirst ? 0 : 2).add(waiting[index]!, isFirst ? 'plain' : 'dim');
			waiting.splice(index, 1);
		}

		return row.finish();
	});
}
