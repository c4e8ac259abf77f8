/** Formats bytes as text for other programs. */
import {Buffer} from 'node:buffer';
import {cByte, hexByte, pythonByte} from './byte-literals.ts';
import {asBuffer, concatBytes} from './bytes.ts';
import {escapePiece, type ExportedPiece, type PieceOptions} from './escape-piece.ts';

/** Every form, by the name that `copy` takes. */
export const exportForms = ['hex', 'text', 'escaped', 'base64', 'c', 'python'] as const;
export type ExportForm = (typeof exportForms)[number];

/** Bytes that are read in place, a part at a time. */
export type ByteSource = {
	readonly length: number;
	/** Those `from` to `to` (exclusive). */
	readonly read: (from: number, to: number) => Uint8Array;
};

const c_bytes_per_line = 12;

/** Bytes formatted at once: a multiple of 3 for base64 and of a line for C. Measured: at most 2 ms. */
const piece_bytes = 512 * c_bytes_per_line;

const everyByte = Array.from({length: 256}, (_, byte) => byte);
const hexWords = everyByte.map(byte => `${hexByte(byte)} `);
const cWords = everyByte.map(byte => `${cByte(byte)},`);
const pythonWords = everyByte.map(byte => pythonByte(byte));

/**
`text` decodes the bytes as UTF-8 without escapes; every other form is ASCII or escapes what is unsafe. `escaped` is
DATA of the language: `send` accepts it.
*/
export function exportBytes(bytes: Uint8Array, form: ExportForm): string {
	const pieces = exportPieces({length: bytes.length, read: (from, to) => bytes.subarray(from, to)}, form);
	return Buffer.from(concatBytes(pieces.toArray())).toString('utf8');
}

/**
The same in parts, so that memory does not grow with the length.

@yields a part of the text, in UTF-8
*/
export function * exportPieces(source: ByteSource, form: ExportForm): Generator<Uint8Array> {
	const {head, make, tail} = makers[form];
	yield Buffer.from(head);
	for (let at = 0; at < source.length;) {
		const to = Math.min(source.length, at + piece_bytes);
		const {text, used} = make(source.read(at, to), {isFirst: at === 0, isLast: to === source.length});
		yield typeof text === 'string' ? Buffer.from(text) : text;
		at += used;
	}

	yield Buffer.from(tail);
}

type Maker = {
	readonly head: string;
	readonly make: (bytes: Uint8Array, options: PieceOptions) => ExportedPiece;
	readonly tail: string;
};

const makers: Readonly<Record<ExportForm, Maker>> = {
	hex: {
		head: '',
		tail: '',
		make: (bytes, {isLast}) => whole(bytes, spell(bytes, hexWords).slice(0, isLast ? -1 : undefined)),
	},
	text: {head: '', tail: '', make: bytes => whole(bytes, bytes)},
	escaped: {head: '', tail: '', make: escapePiece},
	base64: {
		head: '',
		tail: '',
		make: bytes => whole(bytes, asBuffer(bytes).toString('base64')),
	},
	c: {head: 'const unsigned char bytes[] = {\n', tail: '};\n', make: bytes => whole(bytes, cLines(bytes))},
	python: {head: 'b\'', tail: '\'', make: bytes => whole(bytes, spell(bytes, pythonWords))},
};

function whole(bytes: Uint8Array, text: string | Uint8Array): ExportedPiece {
	return {text, used: bytes.length};
}

function spell(bytes: Uint8Array, words: readonly string[]): string {
	let text = '';
	for (const byte of bytes) {
		text += words[byte]!;
	}

	return text;
}

function cLines(bytes: Uint8Array): string {
	let text = '';
	for (const [index, byte] of bytes.entries()) {
		const column = index % c_bytes_per_line;
		const isLast = column === c_bytes_per_line - 1 || index === bytes.length - 1;
		text += `${column === 0 ? '\t' : ' '}${cWords[byte]!}${isLast ? '\n' : ''}`;
	}

	return text;
}
