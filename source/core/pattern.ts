/**
What `find` and `filter` search for: bytes, written as DATA, or a regular expression between slashes. Matching works on
bytes; text means its UTF-8.

Expressions run on RE2's algorithm in time linear in the bytes, so neither a pattern nor a peer's bytes can stall the
lab.
*/
import {Buffer} from 'node:buffer';
import {RE2JS} from 're2js';
import {boundedExpression, expressionSteps} from './expression.ts';
import {limits} from './limits.ts';
import {parseData} from './literals.ts';
import {concatBytes} from './bytes.ts';
import {formatCount} from './quantities.ts';
import {isProblem, problem, shiftProblem, type Problem} from './problem.ts';

/** Plain data; `label` is as it was written. */
export type Pattern =
	ExpressionPattern | {readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly label: string};
export type ExpressionPattern = {
	readonly kind: 'regex';
	readonly source: string;
	readonly ignoreCase: boolean;
	readonly label: string;
};

/** `from` inclusive, `to` exclusive. */
export type Match = {readonly from: number; readonly to: number};

export type Finder = {
	/** How many bytes before a step's end a match that crosses it may begin. */
	readonly reach_bytes: number;
	/** Bytes to search in one step: a few milliseconds at worst. */
	readonly step_bytes: number;
	/** Whether further bytes could make a match longer. */
	readonly grows: boolean;
	/** The matches in `bytes` that begin at `from` or later; never empty, never overlapping. */
	readonly matches: (bytes: Uint8Array, from: number) => IteratorObject<Match>;
};

/** TEXT with escapes, literals such as `hex:0d 0a`, or `/expression/`, with `i` after it to ignore case. */
export function parsePattern(text: string): Pattern | Problem {
	const expression = /^\/(?<source>.+)\/(?<flags>i?)$/sv.exec(text)?.groups;
	if (expression !== undefined) {
		return parseExpression(expression['source']!, expression['flags'] === 'i', text);
	}

	const data = parseData(text);
	if (isProblem(data)) {
		return data;
	}

	const bytes = concatBytes(data.flatMap(part => part.kind === 'bytes' ? [part.bytes] : []));
	if (bytes.length > limits.find_text_bytes) {
		return problem(
			`these are ${formatCount(bytes.length)} B, ${formatCount(limits.find_text_bytes)} are the most to look for`,
			{start: 0, end: text.length},
		);
	}

	return bytes.length === 0 || data.some(part => part.kind !== 'bytes')
		? problem('this looks for nothing', {start: 0, end: text.length}, 'text, hex:0d 0a or /expression/')
		: {kind: 'bytes', bytes, label: text};
}

/** Compiles a pattern. */
export function finderOf(pattern: Pattern): Finder {
	return pattern.kind === 'bytes'
		? bytesFinder(pattern.bytes)
		: expressionFinder(compileExpression(pattern));
}

/** The expression, to be matched against bytes as Latin-1. */
export function compileExpression({source, ignoreCase}: ExpressionPattern): RE2JS {
	return compile(source, ignoreCase);
}

const step_bytes = 262_144;
const min_step_bytes = 128;
/** Steps of an expression that take a few milliseconds. */
const expression_steps = 200_000;
/** Bytes compared in a few milliseconds in the worst case, a search that restarts at every byte. */
const compared_bytes = 12_000_000;

function bytesFinder(bytes: Uint8Array): Finder {
	const needle = Buffer.from(bytes);
	return {
		reach_bytes: needle.length - 1,
		step_bytes: Math.min(step_bytes, Math.floor(compared_bytes / needle.length)),
		grows: false,
		* matches(searched, from) {
			const haystack = Buffer.from(searched.buffer, searched.byteOffset, searched.length);
			for (let at = haystack.indexOf(needle, from); at !== -1; at = haystack.indexOf(needle, at + needle.length)) {
				yield {from: at, to: at + needle.length};
			}
		},
	};
}

function expressionFinder(expression: RE2JS): Finder {
	return {
		reach_bytes: limits.find_reach_bytes,
		step_bytes: Math.max(
			min_step_bytes,
			Math.min(16_384, Math.floor(expression_steps / expressionSteps(expression, 1)) - limits.find_reach_bytes),
		),
		grows: true,
		* matches(searched, from) {
			const matcher = expression.matcher(
				Buffer.from(searched.buffer, searched.byteOffset, searched.length).toString('latin1'),
			);
			for (let isFound = matcher.find(from); isFound; isFound = matcher.find()) {
				if (matcher.end() > matcher.start()) {
					yield {from: matcher.start(), to: matcher.end()};
				}
			}
		},
	};
}

function parseExpression(source: string, ignoreCase: boolean, label: string): Pattern | Problem {
	try {
		const compiled = boundedExpression(source, ignoreCase, () => compile(source, ignoreCase));
		if (isProblem(compiled)) {
			return shiftProblem(compiled, 1);
		}
	} catch (error) {
		return problem(
			`this is no expression: ${(error as Error).message}`,
			{start: 1, end: 1 + source.length},
			'RE2 has no backreferences and no lookaround',
		);
	}

	return /\[[\0-\u{5C}\u{5E}-\u{7F}]*[^\0-\u{7F}][^\]]*\]/v.test(source)
		? problem('characters beyond ASCII cannot stand in brackets', {start: 1, end: 1 + source.length}, '(à|é), say')
		: {kind: 'regex', source, ignoreCase, label};
}

/** The bytes are searched as Latin-1, so a character beyond ASCII is replaced by the bytes of its UTF-8. */
function compile(source: string, ignoreCase: boolean): RE2JS {
	const bytewise = source.replaceAll(
		/\P{ASCII}/gv,
		character => `(?:${Array.from(Buffer.from(character), byte => String.raw`\x${byte.toString(16)}`).join('')})`,
	);
	return RE2JS.compile(bytewise, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
}
