/**
Bytes as rows of sixteen, in ASCII alone, for files. Put down as bytes, not as text: a dump is five times as long as
what it shows.
*/
import {Buffer} from 'node:buffer';
import type {Chunks} from './chunks.ts';

const width = 16;

/** The columns before the text column: offset, colon, cells. */
export const textColumn = 8 + 1 + (width * 3) + 2;

const encoder = new TextEncoder();
const signs = {space: 0x20, colon: 0x3A, bar: 0x7C, newline: 0x0A} as const;
const digits = Buffer.from('0123456789abcdef');
const highDigits = Uint8Array.from({length: 256}, (_, byte) => digits[byte >> 4]!);
const lowDigits = Uint8Array.from({length: 256}, (_, byte) => digits[byte & 0xF]!);
const shown = Uint8Array.from({length: 256}, (_, byte) => (byte >= 0x20 && byte < 0x7F ? byte : 0x2E));

type RowOptions = {
	/** Where the first byte is said to be. */
	readonly offset?: number;
	/** Spaces before each row. */
	readonly indent?: number;
};

/**
A text and, behind it, a row for each sixteen bytes, the first of them told at `offset`, as one block:

```
00000000: 68 65 6c 6c 6f 0a                                |hello.|
```
*/
export function writeRows(
	chunks: Chunks,
	head: string,
	bytes: Uint8Array,
	{offset = 0, indent = 0}: RowOptions = {},
): void {
	const row_bytes = indent + offsetText(offset + bytes.length).length + 1 + textColumn + width + 3;
	const chunk = chunks.reserve((head.length * 3) + (Math.ceil(bytes.length / width) * row_bytes));
	const rows = new RowWriter(chunk.bytes, chunk.length);
	rows.text(head);
	for (let from = 0; from < bytes.length; from += width) {
		rows.indent(indent);
		rows.offset(offset + from);
		rows.row(bytes, from);
	}

	chunks.commit(chunk, rows.at - chunk.length);
}

/** An offset as eight hex digits or more. */
export function offsetText(offset: number): string {
	return offset.toString(16).padStart(8, '0');
}

class RowWriter {
	readonly #out: Uint8Array;
	/** Where the next byte goes. */
	at: number;

	constructor(out: Uint8Array, at: number) {
		this.#out = out;
		this.at = at;
	}

	text(text: string): void {
		this.at += encoder.encodeInto(text, this.#out.subarray(this.at)).written;
	}

	indent(count: number): void {
		for (const end = this.at + count; this.at < end; this.at++) {
			this.#out[this.at] = signs.space;
		}
	}

	offset(offset: number): void {
		const out = this.#out;
		const end = this.at + offsetDigits(offset);
		let left = offset;
		for (let at = end - 1; at >= this.at; at--) {
			out[at] = digits[left % 16]!;
			left = Math.floor(left / 16);
		}

		out[end] = signs.colon;
		this.at = end + 1;
	}

	/** Cells and text of the sixteen bytes from `from` on, or of as many as there are. */
	row(bytes: Uint8Array, from: number): void {
		const out = this.#out;
		const count = Math.min(width, bytes.length - from);
		const text = this.at + (width * 3) + 2;
		for (let index = 0; index < count; index++) {
			const byte = bytes[from + index]!;
			const cell = this.at + (index * 3);
			out[cell] = signs.space;
			out[cell + 1] = highDigits[byte]!;
			out[cell + 2] = lowDigits[byte]!;
			out[text + 1 + index] = shown[byte]!;
		}

		for (let at = this.at + (count * 3); at < text; at++) {
			out[at] = signs.space;
		}

		out[text] = signs.bar;
		out[text + 1 + count] = signs.bar;
		out[text + 2 + count] = signs.newline;
		this.at = text + 3 + count;
	}
}

function offsetDigits(offset: number): number {
	return offset < 2 ** 32 ? 8 : offset.toString(16).length;
}
