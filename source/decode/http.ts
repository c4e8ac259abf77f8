/** HTTP/1: the heads of requests and responses, with how long their bodies are. Source: RFC 9112. */
import {Buffer} from 'node:buffer';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';

const startLine = /^(?:[A-Z]{3,20} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}(?: [^\n\r]*)?)\r?\n/v;
/** No start line that is looked at is longer. */
const longest_start = 8192;

export const http: Decoder = bytes => {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
	const found: Message[] = [];
	for (let from = 0; from < text.length && found.length < limits.decode_messages;) {
		const start = startLine.exec(text.slice(from, from + longest_start))?.[0];
		if (start === undefined) {
			break;
		}

		const end = headEnd(text, from);
		const head = text.slice(from, end ?? text.length);
		const body = end === undefined ? {length: 0, word: 'head goes on'} : bodyOf(text, end, head, start);
		const to = Math.min(text.length, (end ?? text.length) + body.length);
		found.push({from, to, protocol: 'HTTP', text: [decodeText(start.trimEnd()), ...told(head), body.word].filter(part => part !== '').join('  ')});
		from = to;
	}

	return found.length === 0 ? undefined : found;
};

function headEnd(text: string, from: number): number | undefined {
	const found = /\r?\n\r?\n/v.exec(text.slice(from));
	return found === null ? undefined : from + found.index + found[0].length;
}

/** Fields that say what the message is about. */
function told(head: string): string[] {
	return ['host', 'location', 'content-type', 'upgrade'].flatMap(name => {
		const value = fieldOf(head, name);
		return value === undefined ? [] : [`${name}: ${decodeText(value)}`];
	});
}

function fieldOf(head: string, name: string): string | undefined {
	return head.split(/\r?\n/v).slice(1).map(line => line.split(/:(?<value>.*)/v)).find(([key]) => key?.toLowerCase() === name)?.[1]?.trim();
}

/** How many bytes belong to the body, as far as the head tells (RFC 9112, section 6.3). */
function bodyOf(text: string, from: number, head: string, start: string): {readonly length: number; readonly word: string} {
	if (/chunked/iv.test(fieldOf(head, 'transfer-encoding') ?? '')) {
		const end = /\r?\n0[^\n]*\n\r?\n/v.exec(text.slice(from - 1));
		const length = end === null ? text.length - from : end.index + end[0].length - 1;
		return {length, word: `chunked body, ${formatCount(length)} B${end === null ? ' so far' : ''}`};
	}

	const length = Number(fieldOf(head, 'content-length') ?? NaN);
	if (Number.isSafeInteger(length) && length >= 0) {
		const here = Math.min(length, text.length - from);
		return {length: here, word: length === 0 ? '' : `body ${formatCount(length)} B${here < length ? `, ${formatCount(here)} B here` : ''}`};
	}

	const isOpenEnded = start.startsWith('HTTP/') && !/ (?:1\d\d|204|304)\b/v.test(start);
	return isOpenEnded && from < text.length ? {length: text.length - from, word: `body ${formatCount(text.length - from)} B so far, to the end of the stream`} : {length: 0, word: ''};
}

function decodeText(latin: string): string {
	return Buffer.from(latin, 'latin1').toString('utf8');
}
