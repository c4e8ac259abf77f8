/** Bytes as rows of sixteen, in ASCII alone, for files. */
const digits = '0123456789abcdef';
const width = 16;

/** The columns before the text column: offset, colon, cells. */
export const textColumn = 8 + 1 + (width * 3) + 2;

/**
One row for each sixteen bytes, the first of them told at `offset`:

```
00000000: 68 65 6c 6c 6f 0a                                |hello.|
```
*/
export function hexRows(bytes: Uint8Array, offset = 0): string {
	let rows = '';
	for (let from = 0; from < bytes.length; from += width) {
		rows += hexRowText(bytes, from, offset + from);
	}

	return rows;
}

/** An offset as eight hex digits or more. */
export function offsetText(offset: number): string {
	return offset.toString(16).padStart(8, '0');
}

function hexRowText(bytes: Uint8Array, from: number, offset: number): string {
	let cells = '';
	let text = '';
	const to = Math.min(bytes.length, from + width);
	for (let at = from; at < to; at++) {
		const byte = bytes[at]!;
		cells += ` ${digits[Math.floor(byte / 16)]}${digits[byte % 16]}`;
		text += byte >= 0x20 && byte < 0x7F ? String.fromCodePoint(byte) : '.';
	}

	return `${offsetText(offset)}:${cells.padEnd(width * 3)}  |${text}|\n`;
}
