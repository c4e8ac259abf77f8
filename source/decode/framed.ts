/**
Messages with a length prefix of 1, 2 or 4 bytes in either byte order. A guess: the frames must fill the bytes exactly.
*/
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {isText} from '../core/text.ts';
import type {DecodeFacts, Decoder, Message} from './message.ts';
import {preview} from './preview.ts';

/** How a length is written. */
export type Form = {readonly name: string; readonly size: number; readonly isLittle: boolean};

/** The widest first: a short length matches by accident more often. */
export const forms: readonly Form[] = [
	{name: 'length in 4 bytes, big-endian', size: 4, isLittle: false},
	{name: 'length in 4 bytes, little-endian', size: 4, isLittle: true},
	{name: 'length in 2 bytes, big-endian', size: 2, isLittle: false},
	{name: 'length in 2 bytes, little-endian', size: 2, isLittle: true},
	{name: 'length in 1 byte', size: 1, isLittle: false},
];

export const framed: Decoder = (bytes, facts) => {
	const hinted = forms.filter(({name}) => facts.hint === `frame: ${name}`);
	for (const form of [...hinted, ...forms]) {
		const found = form.size === 1 && isText(bytes) ? undefined : readFrames(bytes, form, facts);
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
};

/** The messages of one form; undefined unless they fill the bytes, or more is to come. */
export function readFrames(
	bytes: Uint8Array,
	{name, size, isLittle}: Form,
	{isCut, hint}: DecodeFacts,
): Message[] | undefined {
	const found: Message[] = [];
	let from = 0;
	while (from + size <= bytes.length && found.length < limits.decode_messages) {
		const length = lengthAt(bytes.subarray(from, from + size), isLittle);
		const to = from + size + length;
		if (length === 0 || (to > bytes.length && hint !== `frame: ${name}`)) {
			break;
		}

		const note = found.length === 0 ? `  (${name})` : '';
		const here = Math.min(to, bytes.length);
		const text = `${formatCount(length)} B ${preview(bytes.subarray(from + size, here))}${note}`;
		found.push({from, to: here, protocol: 'frame', text});
		from = here;
	}

	const isWhole = from === bytes.length || (isCut && found.length > 1) || found.length === limits.decode_messages;
	return isWhole && found.length > 0 ? found : undefined;
}

/** The length that some bytes say. */
export function lengthAt(bytes: Uint8Array, isLittle: boolean): number {
	const digits = isLittle ? bytes.toReversed() : bytes;
	let length = 0;
	for (const digit of digits) {
		length = (length * 256) + digit;
	}

	return length;
}
