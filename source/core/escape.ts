/** Escapes within text: `\n \r \t \0 \\ \" \xHH \u{HEX}`. `quote.ts` writes them, this reads them. */
import {concatBytes} from './bytes.ts';
import {isProblem, problem, type Problem} from './problem.ts';
import {quoteBytes} from './quote.ts';

/** The bytes of an escape, and its length in characters. */
export type Escape = {readonly bytes: Uint8Array; readonly length: number};

const named: Readonly<Record<string, number>> = {n: 10, r: 13, t: 9, 0: 0, '\\': 92, '"': 34};
const encoder = new TextEncoder();

/**
The bytes of `text` with its escapes resolved, everything else as UTF-8. The place of a problem is that of the escape in
`text`.
*/
export function unescapeText(text: string): Uint8Array | Problem {
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < text.length;) {
		if (text[at] === '\\') {
			const escape = readEscape(text, at);
			if (isProblem(escape)) {
				return escape;
			}

			pieces.push(escape.bytes);
			at += escape.length;
		} else {
			const backslash = text.indexOf('\\', at);
			const end = backslash === -1 ? text.length : backslash;
			pieces.push(encoder.encode(text.slice(at, end)));
			at = end;
		}
	}

	return concatBytes(pieces);
}

/** The escape whose backslash is at `at`. */
export function readEscape(text: string, at: number): Escape | Problem {
	const name = /^./sv.exec(text.slice(at + 1, at + 3))?.[0] ?? '';
	const code = Object.hasOwn(named, name) ? named[name] : undefined;
	if (code !== undefined) {
		return {bytes: Uint8Array.of(code), length: 2};
	}

	if (name === 'x') {
		return readByte(text, at);
	}

	if (name === 'u') {
		return readCodePoint(text, at);
	}

	const message = name === '' ? 'an escape is cut short' : 'there is no such escape';
	return problem(
		message,
		{start: at, end: at + 1 + name.length},
		String.raw`there are \n \r \t \0 \xHH \u{HEX}, and \\ for a backslash`,
	);
}

/**
The bytes, or the string as UTF-8, within double quotes, with unsafe characters escaped: a literal, and for a string a
word of the language too.
*/
export function quoteText(value: Uint8Array | string): string {
	return typeof value === 'string'
		? quoteBytes(encoder.encode(value), Infinity, {isText: true})
		: quoteBytes(value, Infinity);
}

/** A word of the language that means `text`: unchanged where possible, else in quotes. */
export function quoteWord(text: string): string {
	const isPlain = text !== ''
		&& !/[\s"]|^#/v.test(text)
		&& quoteText(text) === `"${text.replaceAll('\\', String.raw`\\`)}"`;
	return isPlain ? text : quoteText(text);
}

function readByte(text: string, at: number): Escape | Problem {
	const digits = text.slice(at + 2, at + 4);
	return /^[\da-f]{2}$/iv.test(digits)
		? {bytes: Uint8Array.of(Number.parseInt(digits, 16)), length: 4}
		: problem(
			String.raw`\x takes two hex digits`,
			{start: at, end: Math.min(at + 4, text.length)},
			String.raw`\x0a is a line feed`,
		);
}

function readCodePoint(text: string, at: number): Escape | Problem {
	const digits = /^\\u\{(?<hex>[\da-f]{1,6})\}/iv.exec(text.slice(at, at + 10))?.groups?.['hex'];
	if (digits === undefined) {
		return problem(
			String.raw`\u takes one to six hex digits in braces`,
			{start: at, end: at + 2},
			String.raw`\u{e0} is à`,
		);
	}

	const codePoint = Number.parseInt(digits, 16);
	const length = digits.length + 4;
	const isScalar = codePoint <= 0x10_FF_FF && (codePoint < 0xD8_00 || codePoint > 0xDF_FF);
	return isScalar
		? {bytes: encoder.encode(String.fromCodePoint(codePoint)), length}
		: problem(
			'Unicode has no such character',
			{start: at, end: at + length},
			'it goes up to 10ffff, without d800 to dfff',
		);
}
