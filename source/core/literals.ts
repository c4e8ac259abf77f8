/**
DATA: the rest of a line as text with escapes and macros, or a sequence of literals: `"text"`, `hex:68 65`, `b64:aGk=`,
`file:PATH`, `zeros:1MiB`, `random:1MiB`, `pattern:4KiB`.

Parsing gives parts; `data-bytes.ts` turns them into bytes.
*/
import {quoteText, unescapeText} from './escape.ts';
import {limits} from './limits.ts';
import {readBase64, readHex} from './number-literals.ts';
import {type Macro, readMacro} from './macros.ts';
import {isProblem, problem, shiftProblem, type Problem} from './problem.ts';
import {formatSize, parseSize} from './quantities.ts';
import {unquote} from './unquote.ts';
import {quotedEnd, skipBlanks, wordEnd} from './words.ts';

export type DataPart =
	| {readonly kind: 'bytes'; readonly bytes: Uint8Array}
	| {readonly kind: 'zeros' | 'random' | 'pattern'; readonly length_bytes: number}
	/** Text that differs each time it is sent. */
	| {readonly kind: 'macro'; readonly macro: Macro}
	/** `start` and `end` are its place in the text, for problems when it is read. */
	| {readonly kind: 'file'; readonly path: string; readonly start: number; readonly end: number};

/** Parts in order. */
export type Data = readonly DataPart[];

/** How a sequence of literals can begin, besides `"`. */
export const literalPrefixes = ['hex:', 'b64:', 'file:', 'zeros:', 'random:', 'pattern:'] as const;

/** Whether the text is parsed as literals, not as plain text. */
export function isLiteral(text: string): boolean {
	return text.startsWith('"') || literalPrefixes.some(prefix => text.startsWith(prefix));
}

/** Text with escapes, or literals when it begins with one (blanks between them are ignored). */
export function parseData(text: string): Data | Problem {
	if (!isLiteral(text)) {
		return parseText(text);
	}

	const parts: DataPart[] = [];
	for (let at = 0; at < text.length;) {
		const end = literalEnd(text, at);
		if (end === -1) {
			return problem('a quote is not closed', {start: text.indexOf('"', at), end: text.indexOf('"', at) + 1});
		}

		const literal = text[at] === '"' ? quotedParts(text, at, end) : parseLiteral(text, at, end);
		if (isProblem(literal)) {
			return literal;
		}

		for (const part of literal) {
			parts.push(part);
		}

		at = skipBlanks(text, end);
	}

	return isTooLong(parts)
		? problem(`these are more than ${formatSize(limits.file_bytes)}`, {start: 0, end: text.length})
		: parts;
}

/**
Text for the rest of a line: `parseData` gives exactly these bytes again, even when blanks around it are trimmed. A
string is encoded as UTF-8.
*/
export function escapeText(value: Uint8Array | string): string {
	return guardEnds(quoteText(value).slice(1, -1), {isFirst: true, isLast: true});
}

/** Escaped text, or a part of one, that does not begin like a literal and whose blanks at the ends are escaped. */
export function guardEnds(
	text: string,
	{isFirst, isLast}: {readonly isFirst: boolean; readonly isLast: boolean},
): string {
	const first = isFirst && (isLiteral(text) || /^\s/v.test(text)) ? 1 : 0;
	const last = isLast && text.length > first && /\s$/v.test(text) ? text.length - 1 : text.length;
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

function quotedParts(text: string, at: number, end: number): Data | Problem {
	const parts = parseText(text.slice(at + 1, end - 1));
	return isProblem(parts) ? shiftProblem(parts, at + 1) : parts;
}

/** Text with escapes; one part when it has no macros. */
function parseText(text: string): Data | Problem {
	const parts: DataPart[] = [];
	let from = 0;
	for (const {index} of text.matchAll(/\\[\s\S]/gv)) {
		if (text[index + 1] !== '{') {
			continue;
		}

		const bytes = unescapeText(text.slice(from, index));
		const found = readMacro(text, index);
		if (isProblem(bytes) || isProblem(found)) {
			return isProblem(bytes) ? shiftProblem(bytes, from) : found as Problem;
		}

		parts.push({kind: 'bytes', bytes}, {kind: 'macro', macro: found.macro});
		from = index + found.length;
	}

	const bytes = unescapeText(text.slice(from));
	return isProblem(bytes) ? shiftProblem(bytes, from) : [...parts, {kind: 'bytes', bytes}];
}

function parseLiteral(text: string, at: number, end: number): Data | Problem {
	const prefix = literalPrefixes.find(known => text.startsWith(known, at));
	if (prefix === undefined) {
		return problem(
			'after a literal come literals only',
			{start: at, end},
			String.raw`text stands in quotes there; plain text that begins with a quote begins with \"`,
		);
	}

	const part = parseAfter(prefix, text.slice(at + prefix.length, end));
	return isProblem(part)
		? shiftProblem(part, at + prefix.length)
		: [part.kind === 'file' ? {...part, start: at, end} : part];
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
			return isProblem(length_bytes)
				? length_bytes
				: {kind: prefix.slice(0, -1) as 'zeros' | 'random' | 'pattern', length_bytes};
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
	const sizes = parts.map(part => sizeOf(part));
	return sizes.reduce((sum, size) => sum + size, 0) > limits.file_bytes;
}

/** Bytes of a part, as far as known before it is made; 0 for a file. */
export function sizeOf(part: DataPart): number {
	switch (part.kind) {
		case 'bytes': {
			return part.bytes.length;
		}

		case 'macro': {
			return part.macro.name === 'hex' ? part.macro.digits : 0;
		}

		case 'file': {
			return 0;
		}

		case 'zeros':
		case 'random':
		case 'pattern': {
			return part.length_bytes;
		}
	}
}

function escapeCharacters(characters: string): string {
	return Array.from(characters, character => String.raw`\u{${character.codePointAt(0)!.toString(16)}}`).join('');
}
