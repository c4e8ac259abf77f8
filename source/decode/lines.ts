/** Text: one message for each line, without its line ending. */
import {limits} from '../core/limits.ts';
import {isText} from '../core/text.ts';
import type {Decoder, Message} from './message.ts';

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
