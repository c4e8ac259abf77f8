import {isoTime} from '../core/clock-text.ts';
import {describe, noteGap} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';
import type {Format, FormatSettings} from './format.ts';
import {hexRows} from './rows.ts';

/** The log as a person reads it, each line with its date, the bytes in rows under the call that carried them. Bytes that cross in the process stand under the send alone. */
export function txtFormat({chunks}: FormatSettings): Format {
	return {
		add(event, bytes) {
			const rows = bytes === undefined || event.seenAtPeer === true ? '' : hexRows(bytes).replaceAll(/^/gmv, ' '.repeat(4)).trimEnd();
			chunks.text(`${lineOf(event)}\n${rows === '' ? '' : `${rows}\n`}`);
		},
		skip(event) {
			chunks.text(`${lineOf(event)}  (its bytes are left out)\n`);
		},
		end: () => undefined,
	};
}

function lineOf(event: LabEvent): string {
	const {name, call, note} = describe(event);
	return `${isoTime(event.time)} ${name} ${call}${note === '' ? '' : `${noteGap(event)}${note}`}`;
}
