/** DNS over UDP, and over TCP with a length prefix. Source: RFC 1035, section 4. */
import {Buffer} from 'node:buffer';
import {decode, type Answer, type DecodedPacket} from 'dns-packet';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import {longestChain} from './dns-names.ts';
import type {Decoder, Message} from './message.ts';
import {shorten} from './preview.ts';

export const header_bytes = 12;

export const dns: Decoder = (bytes, {isDatagram}) => {
	if (isDatagram) {
		const text = packetText(bytes);
		return text === undefined ? undefined : [{from: 0, to: bytes.length, protocol: 'DNS', text}];
	}

	const found: Message[] = [];
	for (let from = 0; from + 2 <= bytes.length && found.length < limits.decode_messages;) {
		const to = from + 2 + uint16At(bytes, from);
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
	if (!isLikelyHead(bytes, bytes.length)) {
		return undefined;
	}

	const why = tooMuch(bytes);
	if (why !== undefined) {
		return `not decoded: ${why}`;
	}

	try {
		return shorten(describe(decode(Buffer.from(bytes))));
	} catch {
		return undefined;
	}
}

/**
Whether bytes begin with the head of a message of some length: its counts could be, and it has one question, which
nothing else nearly ever looks like.
*/
export function isLikelyHead(bytes: Uint8Array, length: number): boolean {
	if (length < header_bytes + 5) {
		return false;
	}

	const opcode = (bytes[2]! >> 3) & 0x0F;
	return uint16At(bytes, 4) === 1 && opcode <= 6 && recordsOf(bytes) * 11 <= length;
}

/** Whether bytes look like a message, and reading it takes no longer than it may. */
export function isReadable(bytes: Uint8Array): boolean {
	return isLikelyHead(bytes, bytes.length) && tooMuch(bytes) === undefined;
}

/**
Why reading a message would take too long: dns-packet's work grows with its records, and for each of them with the
length of its names.
*/
function tooMuch(bytes: Uint8Array): string | undefined {
	if (bytes.length > limits.decode_dns_bytes) {
		return `over ${formatSize(limits.decode_dns_bytes)}`;
	}

	if (recordsOf(bytes) > limits.decode_dns_records) {
		return `over ${formatCount(limits.decode_dns_records)} records`;
	}

	return longestChain(bytes) > limits.decode_dns_pointers
		? `names of over ${limits.decode_dns_pointers} pointers in a row`
		: undefined;
}

function recordsOf(bytes: Uint8Array): number {
	return uint16At(bytes, 6) + uint16At(bytes, 8) + uint16At(bytes, 10);
}

function uint16At(bytes: Uint8Array, at: number): number {
	return (bytes[at]! << 8) | bytes[at + 1]!;
}

function describe({type, questions = [], answers = [], id, ...rest}: DecodedPacket): string {
	const asked = questions.map(question => `${question.type} ${question.name}`).join(', ');
	if (type === 'query') {
		return `query ${id} ${asked}`;
	}

	const code = (rest as {readonly rcode?: string}).rcode ?? '';
	const answer = answers.length === 0 ? 'no answer' : answers.map(each => answerText(each)).join(', ');
	return `response ${id} ${code} ${asked} = ${answer}`;
}

function answerText(answer: Answer): string {
	const data: unknown = 'data' in answer ? answer.data : '';
	return `${answer.type} ${Array.isArray(data) ? `"${data.map(String).join('')}"` : fieldsText(data)}`;
}

/** The fields of a record as in a zone file: `10 mail.example.org`. */
function fieldsText(data: unknown): string {
	return typeof data === 'object' && data !== null && !ArrayBuffer.isView(data)
		? Object.values(data).map(String).join(' ')
		: String(data);
}
