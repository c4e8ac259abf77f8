/** Bytes as text to take elsewhere: into a program, a mail, another tool. */
import {Buffer} from 'node:buffer';
import {cByte, pythonByte} from './byte-literals.ts';
import {escapeText} from './literals.ts';

/** Every form, by the name that `copy` takes. */
export const exportForms = ['hex', 'text', 'escaped', 'base64', 'c', 'python'] as const;
export type ExportForm = (typeof exportForms)[number];

const c_bytes_per_line = 12;

/** `text` is what the bytes are as UTF-8, whatever they do to a terminal; every other form is plain ASCII or shows what is unsafe. `escaped` is DATA of the language: `send` takes it. */
export function exportBytes(bytes: Uint8Array, form: ExportForm): string {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	switch (form) {
		case 'hex': {
			return buffer.toString('hex').replaceAll(/..(?!$)/gv, '$& ');
		}

		case 'text': {
			return buffer.toString('utf8');
		}

		case 'escaped': {
			return escapeText(bytes);
		}

		case 'base64': {
			return buffer.toString('base64');
		}

		case 'c': {
			return cArray(bytes);
		}

		case 'python': {
			return `b'${Array.from(bytes, byte => pythonByte(byte)).join('')}'`;
		}
	}
}

function cArray(bytes: Uint8Array): string {
	const lines = Array.from({length: Math.ceil(bytes.length / c_bytes_per_line)}, (_, line) => {
		const part = bytes.subarray(line * c_bytes_per_line, (line + 1) * c_bytes_per_line);
		return `\t${Array.from(part, byte => cByte(byte)).join(', ')},`;
	});
	return ['const unsigned char bytes[] = {', ...lines, '};', ''].join('\n');
}
