import {hexByte} from '../core/byte-literals.ts';
import {isText} from './lines.ts';

const max_characters = 300;
const previewed_bytes = 24;

/** A text cut to the most that one line can show. */
export function shorten(text: string): string {
	return text.length > max_characters ? `${text.slice(0, max_characters).replace(/[\u{D800}-\u{DBFF}]$/v, '')}…` : text;
}

/** A preview of bytes: in quotes when they are text, else the first of them as hex. */
export function preview(bytes: Uint8Array): string {
	if (bytes.length === 0) {
		return '';
	}

	if (isText(bytes)) {
		return `"${shorten(new TextDecoder().decode(bytes.subarray(0, max_characters * 4)))}"`;
	}

	const hex = Array.from(bytes.subarray(0, previewed_bytes), byte => hexByte(byte)).join(' ');
	return bytes.length > previewed_bytes ? `${hex} …` : hex;
}
