/** Formats an event as one line of JSON. Fields are only ever added; what does not apply is left out. */
import {Buffer} from 'node:buffer';
import {isoTime} from './clock-text.ts';
import type {LabEvent} from './events.ts';

/**
Controls, bidi marks and invisible characters that JSON does not escape; `JSON.stringify` escapes lone surrogates.
*/
const unsafe = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\u{2028}\u{2029}]/gv;

/**
Base64 needs no escapes and can be long, so it is inserted afterwards. Every other quotation mark within a text has a
backslash before it.
*/
const noData = '"data":""';

/**
`{"seq":1,"time":"…Z","endpoint":"c1","event":"send",…}`. `bytes` are the event's bytes; when they are no longer kept,
`data_left_out` replaces `data`.
*/
export function eventToJson(event: LabEvent, bytes?: Uint8Array): string {
	const text = JSON.stringify({
		seq: event.seq,
		time: isoTime(event.time),
		endpoint: event.endpoint,
		event: event.event,
		local: event.local,
		remote: event.remote,
		peer: event.peer === event.remote ? undefined : event.peer,
		bytes: event.bytes,
		data: bytes && '',
		data_left_out: event.data !== undefined && bytes === undefined ? true : undefined,
		args: event.args,
		asked: event.asked,
		result: event.result,
		errno: event.errno,
		retried: event.retried,
		call: event.call,
		queued: event.queued,
		way: event.direction,
		took_us: event.elapsed_us,
		link: event.link,
		link_us: event.link_us,
		message: event.message,
	}).replaceAll(unsafe, character => escapeUnits(character));
	return bytes === undefined || bytes.length === 0 ? text : text.replace(noData, () => `"data":"${base64(bytes)}"`);
}

function base64({buffer, byteOffset, length}: Uint8Array): string {
	return Buffer.from(buffer, byteOffset, length).toString('base64');
}

function escapeUnits(character: string): string {
	return Array.from(
		{length: character.length},
		(_, index) => String.raw`\u${unitAt(character, index).toString(16).padStart(4, '0')}`,
	).join('');
}

/** One UTF-16 unit; JSON escapes a character beyond U+FFFF as two of them. */
function unitAt(text: string, index: number): number {
	return Buffer.from(text, 'utf16le').readUInt16LE(index * 2);
}
