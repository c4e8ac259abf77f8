/** Text: one message for each line, without its line ending. */
import {limits} from '../core/limits.ts';
import type {Decoder, Message} from './message.ts';

/** Bytes are text with at most one unprintable byte in this many. */
const text_bytes_per_unprintable = 16;

export const lines: Decoder = bytes => {
	if (!isText(bytes)) {
		return undefined;
	}

	const decoder = new TextDecoder();
	const found: Message[] = [];
	for (let from = 0; from < bytes.length && found.length < limits.decode_messages;) {
		const end = bytes.indexOf(0x0A, from);
		const to = end === -1 ? bytes.length : end + 1;
		found.push({from, to, protocol: 'line', text: decoder.decode(bytes.subarray(from, to)).replace(/\r?\n$/v, '')});
		from = to;
	}

	return found;
};

/** Whether bytes are mostly valid UTF-8 with few control characters. */
export function isText(bytes: Uint8Array): boolean {
	const sample = bytes.subarray(0, 512);
	let strange = 0;
	for (const byte of sample) {
		strange += Number(
			byte === 0 || byte === 0x7F || (byte < 0x20 && byte !== 0x09 && byte !== 0x0A && byte !== 0x0D && byte !== 0x1B),
		);
	}

	const broken = new TextDecoder().decode(sample, {stream: true}).split('\u{FFFD}').length - 1;
	return (strange + broken) * text_bytes_per_unprintable <= sample.length;
}
