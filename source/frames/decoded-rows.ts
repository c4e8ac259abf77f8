/** The rows of `view decode`: one for each message of a section. */
import {limits} from '../core/limits.ts';
import {formatSize} from '../core/quantities.ts';
import {decode} from '../decode/decode.ts';
import type {Outline} from './raw-outline.ts';

/** What is beyond `limits.decode_bytes` has one row that says how much it is. */
export function decodedRows(outline: Outline, section: number, {from, to}: {readonly from: number; readonly to: number}) {
	const end = Math.min(to, from + limits.decode_bytes);
	const event = outline.event(section);
	const rows = decode(outline.bytes(section, from, end), {isDatagram: event.datagram === true, isCut: end < to})
		.map(message => ({from: from + message.from, to: from + message.to, told: `${message.protocol.padEnd(6)} ${message.text}`}));
	return end < to ? [...rows, {from: end, to, told: `${formatSize(to - end)} more are not decoded`}] : rows;
}
