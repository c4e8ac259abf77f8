/** Bytes as C writes them. */
import {hexByte} from '../../core/byte-literals.ts';
import {isText} from '../../core/text.ts';

const row_bytes = 16;
const row_columns = 90;

const simple: Readonly<Record<number, string>> = {
	9: String.raw`\t`,
	10: String.raw`\n`,
	13: String.raw`\r`,
	34: String.raw`\"`,
	63: String.raw`\?`,
	92: String.raw`\\`,
};

/**
`"hello\n"`. A hex escape takes all digits that follow (C11, 6.4.4.4), so that the string is closed between the two; a
question mark is escaped because two of them would begin a trigraph (C11, 5.2.1.1).
*/
export function stringLiteral(bytes: Uint8Array): string {
	let text = '"';
	let isAfterHex = false;
	for (const byte of bytes) {
		const isPlain = byte >= 0x20 && byte < 0x7F;
		const character = String.fromCodePoint(byte);
		const isDigit = /[\da-f]/iv.test(character);
		text += isAfterHex && isDigit ? '" "' : '';
		text += simple[byte] ?? (isPlain ? character : String.raw`\x${hexByte(byte)}`);
		isAfterHex = !isPlain && simple[byte] === undefined;
	}

	return `${text}"`;
}

/** A longer one as rows, one literal each: the lines of a text, or sixteen bytes. */
export function stringRows(bytes: Uint8Array): string[] {
	const areText = isText(bytes);
	const rows: string[] = [];
	let from = 0;
	let columns = 0;
	for (const [index, byte] of bytes.entries()) {
		columns += byte >= 0x20 && byte < 0x7F ? 1 : 4;
		const isFull = areText ? byte === 0x0A || columns >= row_columns : index % row_bytes === row_bytes - 1;
		if (!(isFull || index === bytes.length - 1)) {
			continue;
		}

		rows.push(stringLiteral(bytes.subarray(from, index + 1)));
		from = index + 1;
		columns = 0;
	}

	return rows;
}

/** A byte as a character constant: `'x'`, `0x00`. */
export function characterLiteral(byte: number): string {
	const isPlain = byte >= 0x20 && byte < 0x7F && byte !== 0x27 && byte !== 0x5C;
	return isPlain ? `'${String.fromCodePoint(byte)}'` : `0x${hexByte(byte)}`;
}

/** A text of the log in a `//` comment: nothing in it joins the next line to it, whatever spaces gcc ignores. */
export function commentText(text: string): string {
	return text.replaceAll(/\?(?=\?)/gv, '? ').replace(/\\\s*$/v, String.raw`\ .`);
}
