import {isoTime} from '../core/clock-text.ts';
import {describeCall} from '../core/describe.ts';
import {hasOwnBytes, type LabEvent} from '../core/events.ts';
import type {Format, FormatSettings} from './format.ts';
import {writeRows} from './rows.ts';

const nothing = new Uint8Array(0);

/**
The log as a person reads it, each line with its date, the bytes in rows under the call that carried them. Bytes that
cross in the process stand under the send alone.
*/
export function txtFormat({chunks}: FormatSettings): Format {
	return {
		add(event, bytes) {
			const isShown = bytes !== undefined && event.isShownAtPeer !== true && hasOwnBytes(event);
			writeRows(chunks, `${lineOf(event)}\n`, isShown ? bytes : nothing, {indent: 4});
		},
		skip(event) {
			chunks.text(`${lineOf(event)}  (its bytes are left out)\n`);
		},
		end: () => undefined,
	};
}

function lineOf(event: LabEvent): string {
	return `${isoTime(event.time)} ${describeCall(event)}`;
}
