/** Redis' protocol, RESP 2 and 3. Source: redis.io, "Redis serialization protocol specification". */
import {asBuffer} from '../core/bytes.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';
import {shorten} from './preview.ts';

/** A value as text, and its end; `isCut` when it is incomplete. */
type Value = {readonly text: string; readonly to: number; readonly isCut?: boolean};

type Source = ReturnType<typeof asBuffer>;

/** Values within values. */
export const max_depth = 16;
const simpleTypes = '+-:_,#(';
const bulkTypes = '$!=';
const aggregateTypes = '*~>%';
/** The first line of a value. */
export const max_line_bytes = 65_536;
const shown_items = 24;

export const resp: Decoder = (bytes, {more_bytes = 0}) => {
	if (!isTypeByte(bytes[0] ?? 0)) {
		return undefined;
	}

	const buffer = asBuffer(bytes);
	const found: Message[] = [];
	for (let from = 0; from < bytes.length && found.length < limits.decode_messages;) {
		const value = readValue(buffer, from, 0);
		if (value === undefined) {
			break;
		}

		found.push({
			from,
			to: value.to,
			protocol: 'RESP',
			text: shorten(value.text) + cutText(value, bytes.length - from, more_bytes),
		});
		from = value.to;
	}

	return found.length === 0 ? undefined : found;
};

/** Whether a value can begin with a byte. */
export function isTypeByte(byte: number): boolean {
	return (simpleTypes + bulkTypes + aggregateTypes).includes(String.fromCodePoint(byte));
}

/** What follows the first line of a value: bytes and a line ending, other values, or nothing. */
export type Head = {readonly bytes?: number; readonly values?: number};

/** Reads the first line of a value, which ends with CR LF; undefined when it is none. */
export function readHead(line: string): Head | undefined {
	const type = line.slice(0, 1);
	const rest = line.slice(1, -2);
	if (type === '' || !line.endsWith('\r\n')) {
		return undefined;
	}

	if (simpleTypes.includes(type)) {
		return isValidLine(type, rest) ? {} : undefined;
	}

	const count = /^-?\d{1,12}$/v.test(rest) ? Number(rest) : NaN;
	if (Number.isNaN(count) || count < 0) {
		return count < 0 ? {} : undefined;
	}

	if (bulkTypes.includes(type)) {
		return {bytes: count};
	}

	const values = type === '%' ? count * 2 : count;
	return aggregateTypes.includes(type) ? {values} : undefined;
}

function readValue(buffer: Source, at: number, depth: number): Value | undefined {
	const type = String.fromCodePoint(buffer[at] ?? 0);
	const end = buffer.indexOf('\r\n', at);
	if (end === -1 && depth > 0 && isTypeByte(buffer[at] ?? 0) && buffer.length - at <= max_line_bytes) {
		return {text: '', to: buffer.length, isCut: true};
	}

	if (end === -1 || end - at > max_line_bytes) {
		return undefined;
	}

	const line = buffer.toString('utf8', at + 1, end);
	if (simpleTypes.includes(type)) {
		return isValidLine(type, line)
			? {text: type === '+' || type === '-' ? `${type}${line}` : simpleText(type, line), to: end + 2}
			: undefined;
	}

	const count = /^-?\d{1,12}$/v.test(line) ? Number(line) : NaN;
	if (Number.isNaN(count) || depth > max_depth) {
		return undefined;
	}

	if (count < 0) {
		return {text: '(nil)', to: end + 2};
	}

	if (bulkTypes.includes(type)) {
		return readBulk(buffer, end + 2, count);
	}

	return aggregateTypes.includes(type) ? readList(buffer, end + 2, {type, count, depth}) : undefined;
}

function isValidLine(type: string, line: string): boolean {
	return {
		':': /^[+\-]?\d+$/v,
		_: /^$/v,
		',': /^[+\-]?(?:\d|inf|nan)/v,
		'#': /^[ft]$/v,
		'(': /^[+\-]?\d+$/v,
	}[type]?.test(line) ?? true;
}

function simpleText(type: string, line: string): string {
	const words: Readonly<Record<string, string>> = {_: '(nil)', '#t': 'true', '#f': 'false'};
	return words[type] ?? words[type + line] ?? line;
}

function readBulk(buffer: Source, from: number, length: number): Value | undefined {
	const to = from + length;
	const shown = buffer.toString('utf8', from, Math.min(to, from + 200));
	const text = /^[^\s"]+$/v.test(shown) ? shown : `"${shown}"`;
	if (to + 2 > buffer.length) {
		return {text: `${text} of ${formatCount(length)} B`, to: buffer.length, isCut: true};
	}

	return buffer[to] === 0x0D && buffer[to + 1] === 0x0A
		? {text: length > 200 ? `${text} of ${formatCount(length)} B` : text, to: to + 2}
		: undefined;
}

function readList(
	buffer: Source,
	from: number,
	{type, count, depth}: {readonly type: string; readonly count: number; readonly depth: number},
): Value | undefined {
	const items: string[] = [];
	const total = type === '%' ? count * 2 : count;
	let to = from;
	for (let index = 0; index < total; index++) {
		if (to >= buffer.length) {
			return {text: listText(type, items, total, depth), to, isCut: true};
		}

		const item = readValue(buffer, to, depth + 1);
		if (item === undefined) {
			return undefined;
		}

		if (items.length < shown_items) {
			items.push(item.text);
		}

		to = item.to;
		if (item.isCut === true) {
			return {text: listText(type, items, total, depth), to, isCut: true};
		}
	}

	return {text: listText(type, items, total, depth), to};
}

/** What is not all there, and how much there is. */
function cutText({isCut}: Value, here_bytes: number, more_bytes: number): string {
	if (isCut !== true) {
		return '';
	}

	return more_bytes > 0 ? `  ${formatSize(here_bytes + more_bytes)}` : ' (incomplete)';
}

/** A command is an array of strings, shown as it is typed. */
function listText(type: string, items: readonly string[], total: number, depth: number): string {
	const more = total > items.length ? ` …${formatCount(total)} in all` : '';
	if (depth === 0 && type === '*') {
		return total === 0 ? '(empty list)' : items.join(' ') + more;
	}

	return `[${items.join(' ')}${more}]`;
}
