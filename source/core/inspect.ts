/**
Interprets the bytes at a place: integers and floats of every width in both byte orders, a character, a LEB128 number.
*/
import {binaryByte} from './byte-literals.ts';
import {codePointAt} from './utf8.ts';
import {glyphAt} from './glyphs.ts';
import type {VisibleOptions} from './visible.ts';

/** Bytes of the longest value: a LEB128 number of 64 bits. */
export const inspected_bytes = 10;

/**
The values of `bytes` (up to `inspected_bytes` from the place on), the most useful first. Values that need more bytes
are left out. `be` is network byte order, `le` that of most machines.
*/
export function inspectBytes(bytes: Uint8Array, {ascii = false}: VisibleOptions = {}): string[] {
	if (bytes.length === 0) {
		return [];
	}

	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	return [
		`u8 ${view.getUint8(0)}  i8 ${view.getInt8(0)}`,
		characterText(bytes, ascii),
		...both(view, 2, 'u16', (at, isLittle) => view.getUint16(at, isLittle)),
		...both(view, 4, 'u32', (at, isLittle) => view.getUint32(at, isLittle)),
		`bin ${binaryByte(bytes[0]!)}`,
		...varint(bytes),
		...both(view, 2, 'i16', (at, isLittle) => view.getInt16(at, isLittle)),
		...both(view, 4, 'i32', (at, isLittle) => view.getInt32(at, isLittle)),
		...both(view, 4, 'f32', (at, isLittle) => floatText(view.getFloat32(at, isLittle), 7)),
		...both(view, 8, 'u64', (at, isLittle) => view.getBigUint64(at, isLittle)),
		...both(view, 8, 'i64', (at, isLittle) => view.getBigInt64(at, isLittle)),
		...both(view, 8, 'f64', (at, isLittle) => floatText(view.getFloat64(at, isLittle), 15)),
	];
}

function both(
	view: DataView,
	length: number,
	name: string,
	read: (at: number, isLittle: boolean) => bigint | number | string,
): string[] {
	return view.byteLength < length ? [] : [`${name} be ${read(0, false)} le ${read(0, true)}`];
}

function floatText(value: number, digits: number): string {
	return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
}

/** The controls of ASCII by their names (RFC 20, section 4.1). */
const controls = [
	'NUL',
	'SOH',
	'STX',
	'ETX',
	'EOT',
	'ENQ',
	'ACK',
	'BEL',
	'BS',
	'HT',
	'LF',
	'VT',
	'FF',
	'CR',
	'SO',
	'SI',
	'DLE',
	'DC1',
	'DC2',
	'DC3',
	'DC4',
	'NAK',
	'SYN',
	'ETB',
	'CAN',
	'EM',
	'SUB',
	'ESC',
	'FS',
	'GS',
	'RS',
	'US',
];

/** `à U+00E0`, in ASCII `U+00E0`; `LF U+000A`; or that the bytes are not UTF-8. */
function characterText(bytes: Uint8Array, isAscii: boolean): string {
	const codePoint = codePointAt(bytes, 0, bytes.length);
	if (codePoint < 0) {
		return 'not UTF-8 here';
	}

	const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
	const name = controls[codePoint] ?? (codePoint === 0x7F ? 'DEL' : glyphAt(bytes, 0, bytes.length).shown);
	return name === undefined || name === ' ' || (isAscii && codePoint >= 0x80) ? number : `${name} ${number}`;
}

/** Little-endian groups of seven bits, as in DWARF, WebAssembly and Protocol Buffers; `signed` is the SLEB128 value. */
function varint(bytes: Uint8Array): string[] {
	const length = bytes.findIndex(byte => byte < 0x80) + 1;
	if (length === 0) {
		return [];
	}

	let value = 0n;
	for (const [index, byte] of bytes.subarray(0, length).entries()) {
		value |= BigInt(byte & 0x7F) << BigInt(7 * index);
	}

	const isNegative = (bytes[length - 1]! & 0x40) !== 0;
	const signed = isNegative ? value - (1n << BigInt(7 * length)) : value;
	return [`leb128 ${value} signed ${signed} (${length} B)`];
}
