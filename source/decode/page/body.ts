/** Bytes within a message: JSON laid out, text line by line, or a hexdump. */
import {limits} from '../../core/limits.ts';
import {hexdump} from '../../core/hexdump.ts';
import {formatSize} from '../../core/quantities.ts';
import {isText} from '../../core/text.ts';

const row_bytes = 16;
const hex_columns = (row_bytes * 3) + 1;

/** The lines of a body. */
export function bodyLines(bytes: Uint8Array): readonly string[] {
	if (bytes.length === 0) {
		return [];
	}

	return isText(bytes) ? jsonLines(bytes) ?? textLines(bytes) : hexLines(bytes);
}

/** JSON with an indentation; nothing when it is none. */
export function jsonLines(bytes: Uint8Array): readonly string[] | undefined {
	const depth = bracketDepth(bytes);
	if (depth === 0 || depth > limits.page_json_depth) {
		return undefined;
	}

	try {
		return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2).split('\n');
	} catch {
		return undefined;
	}
}

/** How deep brackets stand within brackets at most, be they in strings or not. */
function bracketDepth(bytes: Uint8Array): number {
	let depth = 0;
	let deepest = 0;
	for (const byte of bytes) {
		depth += Number(byte === 0x7B || byte === 0x5B) - Number(byte === 0x7D || byte === 0x5D);
		deepest = Math.max(deepest, depth);
	}

	return deepest;
}

export function textLines(bytes: Uint8Array): readonly string[] {
	return new TextDecoder().decode(bytes).replace(/\r?\n$/v, '').split(/\r?\n/v, limits.page_lines + 1);
}

/** Offset, bytes in hex, characters. */
export function hexLines(bytes: Uint8Array): readonly string[] {
	const shown = bytes.subarray(0, limits.page_hex_bytes);
	const rows = hexdump(shown, row_bytes).map(({offset, hex, text}) => {
		const cells = hex.map((cell, index) => `${index === row_bytes / 2 ? ' ' : ''}${cell.text}`).join(' ');
		return `${offset.toString(16).padStart(8, '0')}  ${cells.padEnd(hex_columns)}  ${text.map(cell => cell.text).join('')}`;
	});
	return bytes.length > shown.length ? [...rows, `${formatSize(bytes.length - shown.length)} more`] : rows;
}

/** A title, then lines below it; nothing of no lines. */
export function part(title: string, lines: readonly string[]): readonly string[] {
	return lines.length === 0 ? [] : ['', title, ...lines];
}

/** `name  value` in two columns. */
export function fieldLines(fields: ReadonlyArray<readonly [name: string, value: string | number]>): readonly string[] {
	const columns = Math.max(0, ...fields.map(([name]) => name.length));
	return fields.map(([name, value]) => `${name.padEnd(columns)}  ${value}`);
}
