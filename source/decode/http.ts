/** HTTP/1: the headers of requests and responses, with the length of their bodies. Source: RFC 9112. */
import {Buffer} from 'node:buffer';
import {asBuffer} from '../core/bytes.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';

const startLine = /^(?:[A-Z]{3,20} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}(?: [^\n\r]*)?)\r?\n/v;
/** The longest start line that is matched. */
export const max_start_line_bytes = 8192;
/** Header fields that are shown, and further ones that give the length of the body. */
const shown_fields = ['host', 'location', 'content-type', 'upgrade'];
const read_fields = new Set([...shown_fields, 'transfer-encoding', 'content-length']);

/** Whether a text begins with the first line of a request or a response. */
export function isStartLine(text: string): boolean {
	return startLine.test(text);
}

type Fields = ReadonlyMap<string, string>;

export const http: Decoder = (bytes, {more_bytes = 0}) => {
	const text = asBuffer(bytes).toString('latin1');
	const found: Message[] = [];
	for (let from = 0; from < text.length && found.length < limits.decode_messages;) {
		const start = startLine.exec(text.slice(from, from + max_start_line_bytes))?.[0];
		if (start === undefined) {
			break;
		}

		const end = headerEnd(text, from);
		const fields = fieldsOf(
			text.slice(from + start.length, Math.min(end ?? text.length, from + limits.decode_header_bytes)),
		);
		const body = end === undefined
			? {length: 0, word: incompleteHeader(text.length - from)}
			: bodyOf(text, {from: end, more_bytes}, fields, start);
		const to = Math.min(text.length, (end ?? text.length) + body.length);
		found.push({
			from,
			to,
			protocol: 'HTTP',
			text: [decodeText(start.trimEnd()), ...shownFields(fields), body.word].filter(part => part !== '').join('  '),
		});
		from = to;
	}

	return found.length === 0 ? undefined : found;
};

function headerEnd(text: string, from: number): number | undefined {
	const found = /\r?\n\r?\n/v.exec(text.slice(from, from + limits.decode_header_bytes));
	return found === null ? undefined : from + found.index + found[0].length;
}

function incompleteHeader(length: number): string {
	return length < limits.decode_header_bytes
		? 'header incomplete'
		: `not decoded further: a header of over ${formatSize(limits.decode_header_bytes)}`;
}

function shownFields(fields: Fields): string[] {
	return shown_fields.flatMap(name => {
		const value = fields.get(name);
		return value === undefined ? [] : [`${name}: ${decodeText(value)}`];
	});
}

/** The header fields in `read_fields`, the first of each name. */
function fieldsOf(head: string): Fields {
	const fields = new Map<string, string>();
	for (const line of head.split('\n')) {
		const colon = line.indexOf(':');
		const name = line.slice(0, Math.max(0, colon)).toLowerCase();
		if (read_fields.has(name) && !fields.has(name)) {
			fields.set(name, line.slice(colon + 1).trim());
		}
	}

	return fields;
}

/** The length of the body, as far as the header gives it (RFC 9112, section 6.3). */
function bodyOf(
	text: string,
	{from, more_bytes}: {readonly from: number; readonly more_bytes: number},
	fields: Fields,
	start: string,
): {readonly length: number; readonly word: string} {
	if (/chunked/iv.test(fields.get('transfer-encoding') ?? '')) {
		const end = /\r?\n0[^\n]*\n\r?\n/v.exec(text.slice(from - 1));
		const length = end === null ? text.length - from : end.index + end[0].length - 1;
		const word = end === null ? `${formatCount(length + more_bytes)} B so far` : `${formatCount(length)} B`;
		return {length, word: `chunked body, ${word}`};
	}

	const length = Number(fields.get('content-length') ?? NaN);
	if (Number.isSafeInteger(length) && length >= 0) {
		const here = Math.min(length, text.length - from + more_bytes);
		return {
			length: Math.min(length, text.length - from),
			word: length === 0 ? '' : `body ${formatCount(length)} B${here < length ? `, ${formatCount(here)} B here` : ''}`,
		};
	}

	const isOpenEnded = start.startsWith('HTTP/') && !/ (?:1\d\d|204|304)\b/v.test(start);
	const here = text.length - from;
	return isOpenEnded && here > 0
		? {length: here, word: `body ${formatCount(here + more_bytes)} B so far, to the end of the stream`}
		: {length: 0, word: ''};
}

function decodeText(latin: string): string {
	return Buffer.from(latin, 'latin1').toString('utf8');
}
