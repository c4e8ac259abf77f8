/**
DATA, as LANGUAGE has it: the rest of a line as text with escapes, or literals set side by side: `"text"`, `hex:68 65`, `b64:aGk=`, `file:PATH`, `zeros:1MiB`, `random:1MiB`, `pattern:4KiB`.

What is read here is a plan; `data-bytes.ts` turns it into bytes.
*/
import {quoteText, unescapeText} from './escape.ts';
import {limits} from './limits.ts';
import {readBase64, readHex} from './number-literals.ts';
import {isProblem, problem, shiftProblem, type Problem} from './problem.ts';
import {formatSize, parseSize} from './quantities.ts';
import {unquote} from './unquote.ts';
import {quotedEnd, skipBlanks, wordEnd} from './words.ts';

export type DataPart =
	| {readonly kind: 'bytes'; readonly bytes: Uint8Array}
	| {readonly kind: 'zeros' | 'random' | 'pattern'; readonly length_bytes: number}
	/** `start` and `end` are its place in the text, for what goes wrong when it is read. */
	| {readonly kind: 'file'; readonly path: string; readonly start: number; readonly end: number};

/** Parts that follow each other; none at all is no bytes. */
export type Data = readonly DataPart[];

/** What a text that is a sequence of literals begins with. */
export const literalPrefixes = ['hex:', 'b64:', 'file:', 'zeros:', 'random:', 'pattern:'] as const;

/** Whether the text would be read as literals, not as it stands. */
export function isLiteral(text: string): boolean {
	return text.startsWith('"') || literalPrefixes.some(prefix => text.startsWith(prefix));
}

/** Text with escapes, or literals when it begins with one (then blanks between them count for nothing). */
export function parseData(text: string): Data | Problem {
	if (!isLiteral(text)) {
		const bytes = unescapeText(text);
		return isProblem(bytes) ? bytes : [{kind: 'bytes', bytes}];
	}

	const parts: DataPart[] = [];
	for (let at = 0; at < text.length;) {
		const end = literalEnd(text, at);
		if (end === -1) {
			return problem('a quote is not closed', {start: text.indexOf('"', at), end: text.indexOf('"', at) + 1});
		}

		const part = parseLiteral(text.slice(at, end));
		if (isProblem(part)) {
			return shiftProblem(part, at);
		}

		parts.push(part.kind === 'file' ? {...part, start: at, end} : part);
		at = skipBlanks(text, end);
	}

	return isTooLong(parts)
		? problem(`these are more than ${formatSize(limits.file_bytes)}`, {start: 0, end: text.length})
		: parts;
}

/** Text for the rest of a line: `parseData` gives exactly these bytes again, also when blanks around it are lost. A string is taken as UTF-8. */
export function escapeText(value: Uint8Array | string): string {
	const text = quoteText(value).slice(1, -1);
	const first = isLiteral(text) || /^\s/v.test(text) ? 1 : 0;
	const last = text.length > first && /\s$/v.test(text) ? text.length - 1 : text.length;
	return escapeCharacters(text.slice(0, first)) + text.slice(first, last) + escapeCharacters(text.slice(last));
}

/** Where the literal at `at` ends; -1 when a quote in it is not closed. */
function literalEnd(text: string, at: number): number {
	if (text[at] === '"') {
		return quotedEnd(text, at);
	}

	const {end, openQuote} = wordEnd(text, at);
	return openQuote === undefined ? end : -1;
}

function parseLiteral(text: string): DataPart | Problem {
	if (text.startsWith('"')) {
		const bytes = unescapeText(text.slice(1, -1));
		return isProblem(bytes) ? shiftProblem(bytes, 1) : {kind: 'bytes', bytes};
	}

	const prefix = literalPrefixes.find(known => text.startsWith(known));
	if (prefix === undefined) {
		return problem('after a literal come literals only', {start: 0, end: text.length}, String.raw`text stands in quotes there; plain text that begins with a quote begins with \"`);
	}

	const part = parseAfter(prefix, text.slice(prefix.length));
	return isProblem(part) ? shiftProblem(part, prefix.length) : part;
}

function parseAfter(prefix: (typeof literalPrefixes)[number], text: string): DataPart | Problem {
	switch (prefix) {
		case 'hex:': {
			return bytesPart(readHex(text));
		}

		case 'b64:': {
			return bytesPart(readBase64(text));
		}

		case 'file:': {
			const path = unquote(text);
			return isProblem(path) ? path : filePart(path.text, text);
		}

		case 'zeros:':
		case 'random:':
		case 'pattern:': {
			const length_bytes = parseSize(text);
			return isProblem(length_bytes) ? length_bytes : {kind: prefix.slice(0, -1) as 'zeros' | 'random' | 'pattern', length_bytes};
		}
	}
}

function bytesPart(bytes: Uint8Array | Problem): DataPart | Problem {
	return isProblem(bytes) ? bytes : {kind: 'bytes', bytes};
}

function filePart(path: string, text: string): DataPart | Problem {
	return path === ''
		? problem('the path of a file is missing', {start: text.length, end: text.length})
		: {kind: 'file', path, start: 0, end: text.length};
}

function isTooLong(parts: Data): boolean {
	const sizes = parts.map(part => part.kind === 'bytes' ? part.bytes.length : (part.kind === 'file' ? 0 : part.length_bytes));
	return sizes.reduce((sum, size) => sum + size, 0) > limits.file_bytes;
}

function escapeCharacters(characters: string): string {
	return Array.from(characters, character => String.raw`\u{${character.codePointAt(0)!.toString(16)}}`).join('');
}
