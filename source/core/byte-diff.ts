/**
Two sequences of bytes as lines of text, with the first difference marked. `-` is what was expected, `+` what came; rows
that are equal stand once.

```
byte 3 differs: 6c "l" was expected, 70 "p" came
- 0000  48 65 6c 6c 6f 0a                                Hello.
+ 0000  48 65 6c 70 0a                                   Help.
                 ^^
```

Of long sequences only the rows around the first difference are shown, and how many bytes stand before and behind them.
*/
import {Buffer} from 'node:buffer';
import {hexByte} from './byte-literals.ts';
import {hexRow} from './hexdump.ts';
import {countOf, formatCount} from './quantities.ts';
import {quoteBytes} from './quote.ts';

const row_bytes = 16;
/** Equal rows before the first difference, and rows behind the one that has it. */
const rows_before = 1;
const rows_behind = 2;

/** Where two sequences differ first: the length of the shorter one where it is the beginning of the other. */
export function firstDifference(one: Uint8Array, other: Uint8Array): number {
	const length = Math.min(one.length, other.length);
	const [first, second] = [one.subarray(0, length), other.subarray(0, length)];
	if (Buffer.compare(first, second) === 0) {
		return length;
	}

	let [from, to] = [0, length];
	while (to - from > 1) {
		const middle = from + Math.floor((to - from) / 2);
		const isEqual = Buffer.compare(first.subarray(from, middle), second.subarray(from, middle)) === 0;
		[from, to] = isEqual ? [middle, to] : [from, middle];
	}

	return from;
}

/** Lines of at most 76 columns, safe to show; of equal sequences, one line that says so. */
export function byteDiff(expected: Uint8Array, came: Uint8Array): string[] {
	const at = firstDifference(expected, came);
	if (at === expected.length && at === came.length) {
		return [`${countOf(at, 'byte')}, all as expected`];
	}

	const row = Math.floor(at / row_bytes) * row_bytes;
	const from = Math.max(0, row - (rows_before * row_bytes));
	const to = row + ((1 + rows_behind) * row_bytes);
	const digits = Math.max(4, Math.min(Math.max(expected.length, came.length), to).toString(16).length);
	const pair = (start: number) => pairText(expected, came, start, digits);
	return [
		summary(expected, came, at),
		...(from > 0 ? [`  …  ${countOf(from, 'byte')} before, as expected`] : []),
		...rowStarts(from, row).flatMap(start => pair(start)),
		...pair(row),
		`${' '.repeat(4 + digits + ((at - row) * 3))}^^`,
		...rowStarts(row + row_bytes, to).flatMap(start => pair(start)),
		...restText(expected, came, to),
	];
}

function rowStarts(from: number, to: number): number[] {
	return Array.from({length: (to - from) / row_bytes}, (_, index) => from + (index * row_bytes));
}

function summary(expected: Uint8Array, came: Uint8Array, at: number): string {
	if (at === came.length) {
		const missing = expected.length - at;
		return `${countOf(at, 'byte')} came as expected; ${formatCount(missing)} more ${missing === 1 ? 'was' : 'were'} expected`;
	}

	return at === expected.length
		? `${countOf(at, 'byte')} came as expected, and ${formatCount(came.length - at)} more`
		: `byte ${formatCount(at)} differs: ${byteText(expected, at)} was expected, ${byteText(came, at)} came`;
}

function byteText(bytes: Uint8Array, at: number): string {
	return `${hexByte(bytes[at]!)} ${quoteBytes(bytes.subarray(at, at + 1), 8)}`;
}

/** A row of both; once where they are equal. */
function pairText(expected: Uint8Array, came: Uint8Array, start: number, digits: number): string[] {
	const left = expected.subarray(start, start + row_bytes);
	const right = came.subarray(start, start + row_bytes);
	if (Buffer.compare(left, right) === 0) {
		return left.length === 0 ? [] : [rowText(' ', expected, start, digits)];
	}

	return [
		...(left.length === 0 ? [] : [rowText('-', expected, start, digits)]),
		...(right.length === 0 ? [] : [rowText('+', came, start, digits)]),
	];
}

function rowText(sign: string, bytes: Uint8Array, from: number, digits: number): string {
	const {hex, text} = hexRow(bytes, {from, to: Math.min(bytes.length, from + row_bytes)});
	const cells = hex.map(cell => cell.text).join(' ').padEnd(row_bytes * 3 - 1);
	return `${sign} ${from.toString(16).padStart(digits, '0')}  ${cells}  ${text.map(cell => cell.text).join('')}`;
}

function restText(expected: Uint8Array, came: Uint8Array, to: number): string[] {
	const [left, right] = [expected.length - to, came.length - to];
	const parts = [
		...(left > 0 ? [`${formatCount(left)} more expected`] : []),
		...(right > 0 ? [`${formatCount(right)} more came`] : []),
	];
	return parts.length === 0 ? [] : [`  …  ${parts.join(', ')}`];
}
