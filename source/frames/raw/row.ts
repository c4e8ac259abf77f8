/** One row of the raw pane, coloured by direction and by kind of byte. */
import type {LabEvent} from '../../core/events.ts';
import {visibleText} from '../../core/visible.ts';
import {directionOf} from '../palette.ts';
import {Row} from '../row.ts';
import type {RawLayout, RawOptions, RawRow} from './layout.ts';
import {emphasisIn, type RowEmphasis} from './row-format.ts';

/** The block that a row's section begins with, what is added to the offsets shown, and what stands out. */
type RowFacts = {readonly event: LabEvent; readonly origin: number; readonly emphasis: RowEmphasis};

/** A row of bytes. */
export function bytesRow(layout: RawLayout, raw: RawRow, facts: RowFacts, options: RawOptions): string {
	const {event, origin, emphasis} = facts;
	const row = new Row(options);
	const direction = directionOf(event);
	const {draw} = options.format;
	if (raw.text !== undefined || draw === undefined) {
		const text = visibleText(raw.text ?? '', options);
		const standsOut = emphasisIn(emphasis, 0, emphasis.length);
		// Without colours, brackets show it, as they do around bytes.
		const shown = standsOut !== undefined && options.colours === 0 ? `[${text}]` : text;
		return row.add(shown, direction, undefined, standsOut).finish();
	}

	const {bytes, start} = layout.window(raw.section, raw.from, raw.to);
	if (bytes.length === 0) {
		return row.add('(bytes not kept)', 'dim').finish();
	}

	const piece = {bytes, from: raw.from - start, to: raw.to - start, offset: origin + raw.from, emphasis};
	return draw(row, piece, direction, options);
}
