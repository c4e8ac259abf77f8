/**
A dump that other tools take back.

All of a session: every block from offset 0, with a direction and a time before it, for text2pcap. One direction of one
endpoint: one stream with offsets that go on, for xxd; comments then stand behind an offset with no bytes, because xxd
reads the hex digits of any other line.
*/
import {isoTime} from '../core/clock-text.ts';
import {hasOwnBytes, type LabEvent} from '../core/events.ts';
import type {Format, FormatSettings} from './format.ts';
import {offsetText, textColumn, writeRows} from './rows.ts';

export function hexFormat(settings: FormatSettings): Format {
	const {endpoint, direction} = settings.only;
	return endpoint !== undefined && direction !== undefined ? streamDump(settings) : blockDump(settings);
}

/** `O 2026-11-20T05:01:09.872123Z c1 send to s1.1`, then the rows. */
function blockDump({chunks}: FormatSettings): Format {
	chunks.text(
		'# sockplay: bytes as they were sent (O) and received (I). text2pcap takes this back:\n'
		+ '# text2pcap -D -t %Y-%m-%dT%H:%M:%S.%fZ -u 1,2 FILE out.pcapng\n',
	);
	return {
		add(event, bytes) {
			if (bytes === undefined || bytes.length === 0 || event.isShownAtPeer === true || !hasOwnBytes(event)) {
				return;
			}

			if (event.event === 'send' || event.event === 'recv') {
				const direction = event.event === 'send' ? 'O' : 'I';
				writeRows(chunks, `\n${direction} ${headOf(event)}\n`, bytes);
			} else {
				// Lost or corrupted by a link: bytes that no call carried.
				chunks.text(`\n# ${isoTime(event.time)} ${event.endpoint} ${event.event}: ${bytes.length} bytes\n`);
			}
		},
		skip(event) {
			chunks.text(`\n# ${isoTime(event.time)} ${event.endpoint} ${event.event}: ${event.bytes ?? 0} bytes are left out\n`);
		},
		end: () => undefined,
	};
}

/** `2026-11-20T05:01:09.872123Z c1 send to s1.1`. */
function headOf({time, endpoint, event, peer}: LabEvent): string {
	const preposition = event === 'send' ? 'to' : 'from';
	const suffix = peer === undefined ? '' : ` ${preposition} ${peer}`;
	return `${isoTime(time)} ${endpoint} ${event}${suffix}`;
}

function streamDump({chunks, only}: FormatSettings): Format {
	let offset = 0;
	const comment = (text: string) => {
		chunks.text(`${`${offsetText(offset)}:`.padEnd(textColumn)}# ${text}\n`);
	};

	const verb = only.direction === 'in' ? 'received' : 'sent';
	comment(`sockplay: what ${only.endpoint} ${verb}, as one stream; xxd -r FILE gives the bytes back`);
	return {
		add(event, bytes) {
			if (bytes === undefined || bytes.length === 0) {
				return;
			}

			comment(headOf(event));
			writeRows(chunks, '', bytes, {offset});
			offset += bytes.length;
		},
		skip(event) {
			comment(`${isoTime(event.time)} ${event.bytes ?? 0} bytes are left out`);
		},
		end: () => undefined,
	};
}
