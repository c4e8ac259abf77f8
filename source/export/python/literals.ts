/** Bytes as Python writes them. */
import {pythonByte} from '../../core/byte-literals.ts';
import {isText} from '../../core/text.ts';
import {isUniform} from '../data-budget.ts';

const row_bytes = 16;
const row_columns = 90;

/** `b'hello\n'`, or `b'\0' * 4096` for one byte many times. */
export function bytesLiteral(bytes: Uint8Array): string {
	return isUniform(bytes)
		? `b'${pythonByte(bytes[0]!)}' * ${bytes.length}`
		: `b'${Array.from(bytes, byte => pythonByte(byte)).join('')}'`;
}

/** A longer one as rows, one literal each: the lines of a text, or sixteen bytes. */
export function bytesRows(bytes: Uint8Array): string[] {
	const areText = isText(bytes);
	const rows: string[] = [];
	let row = '';
	for (const [index, byte] of bytes.entries()) {
		row += pythonByte(byte);
		const isFull = areText ? byte === 0x0A || row.length >= row_columns : index % row_bytes === row_bytes - 1;
		if (!(isFull || index === bytes.length - 1)) {
			continue;
		}

		rows.push(`b'${row}'`);
		row = '';
	}

	return rows;
}

/** A text in single quotes. */
export function textLiteral(text: string): string {
	const escaped = text.replaceAll(/['\\]/gv, String.raw`\$&`)
		.replaceAll(/[^\u{20}-\u{7E}]/gv, character => String.raw`\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`);
	return `'${escaped}'`;
}
