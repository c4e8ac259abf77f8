/** DNS over UDP, and over TCP with its length before it. Source: RFC 1035, section 4. */
import {Buffer} from 'node:buffer';
import {decode, type Answer, type DecodedPacket} from 'dns-packet';
import {limits} from '../core/limits.ts';
import type {Decoder, Message} from './message.ts';
import {shorten} from './preview.ts';

const head_bytes = 12;

export const dns: Decoder = (bytes, {isDatagram}) => {
	if (isDatagram) {
		const text = packetText(bytes);
		return text === undefined ? undefined : [{from: 0, to: bytes.length, protocol: 'DNS', text}];
	}

	const found: Message[] = [];
	for (let from = 0; from + 2 <= bytes.length && found.length < limits.decode_messages;) {
		const to = from + 2 + (bytes[from]! * 256) + bytes[from + 1]!;
		const text = to > bytes.length ? undefined : packetText(bytes.subarray(from + 2, to));
		if (text === undefined) {
			break;
		}

		found.push({from, to, protocol: 'DNS', text});
		from = to;
	}

	return found.length === 0 ? undefined : found;
};

function packetText(bytes: Uint8Array): string | undefined {
	if (!isLikely(bytes)) {
		return undefined;
	}

	try {
		return shorten(describe(decode(Buffer.from(bytes))));
	} catch {
		return undefined;
	}
}

/** A head whose counts could be, with one question at the most: what else is nearly never DNS. */
function isLikely(bytes: Uint8Array): boolean {
	if (bytes.length < head_bytes + 5) {
		return false;
	}

	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const records = view.getUint16(6) + view.getUint16(8) + view.getUint16(10);
	const opcode = Math.floor(bytes[2]! / 8) % 16;
	return view.getUint16(4) === 1 && opcode <= 6 && records * 11 <= bytes.length;
}

function describe({type, questions = [], answers = [], id, ...rest}: DecodedPacket): string {
	const asked = questions.map(question => `${question.type} ${question.name}`).join(', ');
	if (type === 'query') {
		return `query ${id} ${asked}`;
	}

	const code = (rest as {readonly rcode?: string}).rcode ?? '';
	return `response ${id} ${code} ${asked} = ${answers.length === 0 ? 'no answer' : answers.map(answer => answerText(answer)).join(', ')}`;
}

function answerText(answer: Answer): string {
	const data: unknown = 'data' in answer ? answer.data : '';
	return `${answer.type} ${Array.isArray(data) ? `"${data.map(String).join('')}"` : fieldsText(data)}`;
}

/** The fields of a record side by side, as a zone file has them: `10 mail.example.org`. */
function fieldsText(data: unknown): string {
	return typeof data === 'object' && data !== null && !ArrayBuffer.isView(data) ? Object.values(data).map(String).join(' ') : String(data);
}
