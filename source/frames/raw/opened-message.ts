/** The message that the cursor is on as a page to read; where bytes are shown as bytes, one of those in its block. */
import {limits} from '../../core/limits.ts';
import {problem, type Problem} from '../../core/problem.ts';
import {formatCount} from '../../core/quantities.ts';
import {visibleText} from '../../core/visible.ts';
import {decode} from '../../decode/decode.ts';
import {messagePage} from '../../decode/page/page.ts';
import type {RowOptions} from '../row.ts';
import type {Cursor} from './cursor.ts';
import {directionText} from './header.ts';
import type {RawLayout} from './layout.ts';
import {sectionBytes} from './outline.ts';
import type {ByteRange} from './row-format.ts';

/** A page of finished, visible lines. */
export type OpenedMessage = {readonly title: string; readonly lines: readonly string[]};

export function openMessage(
	layout: RawLayout,
	cursor: Cursor,
	options: Pick<RowOptions, 'ascii'>,
): OpenedMessage | Problem {
	const {outline} = layout;
	const here = outline.locate(cursor.block, cursor.at);
	const position = layout.find({block: cursor.block, from: cursor.at});
	if (here === undefined || position === undefined) {
		return problem('there is nothing at the cursor');
	}

	const isMessage = outline.messageFacts !== undefined;
	const {from, to} = isMessage ? layout.row(position) : blockRange(layout, cursor, here.section);
	const bytes = sectionBytes(outline, here.section, from, Math.min(to, from + limits.page_bytes));
	if (bytes.length === 0) {
		return problem('these bytes are no longer kept', undefined, '`freeze` keeps the picture');
	}

	const event = outline.event(here.section);
	const isDatagram = event.datagram === true;
	const more_bytes = to - from - bytes.length;
	const hint = outline.messageFacts?.(here.section).protocol;
	const messages = decode(bytes, {isDatagram, isCut: more_bytes > 0, more_bytes, hint});
	const message = messages.find(each => from + each.to > here.at) ?? messages.at(-1)!;
	const size_bytes = message.to - message.from + (message === messages.at(-1) ? more_bytes : 0);
	const opened = {bytes: bytes.subarray(message.from, message.to), size_bytes, isDatagram};
	const name = message.protocol === '?' ? 'BYTES' : message.protocol;
	return {
		title: `${name}  ${directionText(event, options)}  ${formatCount(size_bytes)} B`,
		lines: messagePage(message.protocol, opened).map(line => visibleText(line, options)),
	};
}

/** The block that the cursor is in: a stream may be long. */
function blockRange({outline}: RawLayout, {block}: Cursor, section: number): ByteRange {
	const first = outline.locate(block, 0);
	const event = outline.shown.blocks.track.at(block);
	const range = outline.range(section);
	const from = Math.max(range.from, first?.at ?? range.from);
	return {from, to: Math.min(range.to, from + (event?.bytes ?? 0))};
}
