/**
One entry of a log in rows of any width.

What has no room is left out in the order of `shortenings` (core/describe.ts), and then continues in rows below, so that
no result, no errno with its sentence, nothing that is queued and none of the first 24 bytes is ever cut.

| there is room for, perhaps shortened | first row                | rows below   |
| ------------------------------------ | ------------------------ | ------------ |
| call, notes, 24 bytes                | call, notes, bytes       |              |
| call, 24 bytes                       | call, bytes              | notes        |
| less                                 | call, beginning of bytes | bytes, notes |

The address of a peer that the title or the list tells gets no row of its own.
*/
import {withSlashes} from '../core/command-words.ts';
import {describe, shortenings, showsBytes, type Description} from '../core/describe.ts';
import {formatCount, formatDuration, formatSize} from '../core/quantities.ts';
import {columnsOf} from '../core/visible.ts';
import type {LogEntry} from '../lab/fold.ts';
import {neededColumns, note_gap, SegmentRows, type Beginning, type Room, type SegmentRow} from './segment-rows.ts';

const gap = ' '.repeat(note_gap);

/** `beginning`: of the entry's bytes; undefined where it has none, or they are not kept any more. */
export function entryRows(entry: LogEntry, beginning: Beginning | undefined, room: Room): readonly SegmentRow[] {
	const {event, count} = entry;
	if (count > 1) {
		return [[{text: foldText(entry, room.first, room.ascii), part: 'call'}]];
	}

	const notKept = showsBytes(event) && beginning === undefined ? ['(bytes not kept)'] : [];
	const formed = (shortened: number) => {
		const {call, notes} = describe(event, {ascii: room.ascii, shortened});
		const shown = event.errno === undefined ? notes : notes.map(note => withSlashes(note));
		return {call, notes: [...shown, ...notKept]};
	};

	const bytes_columns = beginning === undefined ? 0 : room.gap + neededColumns(beginning, room.ascii);
	const whole = find(formed, ({call, notes}) => columnsOf([call, ...notes].join(gap)) + bytes_columns <= room.first);
	if (whole !== undefined) {
		return new SegmentRows(room).addCall(whole.call).addNotes(whole.notes).addBytes(beginning).rows;
	}

	const {call, notes} = find(formed, form => columnsOf(form.call) + bytes_columns <= room.first)
		?? formed(shortenings.length);
	const withNotes = (below: readonly string[]) => new SegmentRows(room)
		.addCall(call)
		.addBytes(beginning)
		.addNotes(below)
		.rows;
	const rows = withNotes(notes);
	const rowsWithoutPeer = withNotes(formed(shortenings.indexOf('peer') + 1).notes);
	return rowsWithoutPeer.length < rows.length ? rowsWithoutPeer : rows;
}

type Form = Pick<Description, 'call' | 'notes'>;

/** The longest form that fits. */
function find(formed: (shortened: number) => Form, fits: (form: Form) => boolean): Form | undefined {
	for (let shortened = 0; shortened <= shortenings.length; shortened++) {
		const form = formed(shortened);
		if (fits(form)) {
			return form;
		}
	}

	return undefined;
}

/** `recv ×12,480  780 MiB in 4.1 s`; shorter, without the time, and without the bytes. */
export function foldText({event, count, bytes, to}: LogEntry, columns: number, isAscii: boolean): string {
	const errno = event.errno === undefined ? '' : ` = ${event.errno}`;
	const counted = `${event.call ?? event.event}${errno} ${isAscii ? 'x' : '×'}${formatCount(count)}`;
	const sized = bytes > 0 ? `${counted}  ${formatSize(bytes)}` : counted;
	const timed = `${sized} in ${formatDuration((to - event.time) / 1000)}`;
	return [timed, sized].find(text => columnsOf(text) <= columns) ?? counted;
}
