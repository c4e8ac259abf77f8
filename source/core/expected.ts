/**
What `expect` waits for, as it is written: DATA, `/expression/`, or one word for an end or for silence. What follows it
on the line are options and a comment; DATA that looks like one of the words, or ends like an option, stands in quotes.
*/
import {isLiteral, parseData, type Data} from './literals.ts';
import {parsePattern, type ExpressionPattern} from './pattern.ts';
import {isProblem, problem, type Problem} from './problem.ts';
import {skipBlanks, wordEnd} from './words.ts';

/** What can happen besides bytes that come. */
export const expectedWords = ['close', 'reset', 'refused', 'timeout', 'nothing'] as const;
export type ExpectedWord = (typeof expectedWords)[number];

/** Plain data. DATA is made into bytes when the line runs. */
export type Expected =
	| {readonly kind: 'data'; readonly text: string}
	| {readonly kind: 'expression'; readonly pattern: ExpressionPattern}
	| {readonly kind: ExpectedWord};

/** One of the words, an expression between slashes (with `i` behind it to ignore case), or DATA. */
export function parseExpected(text: string): Expected | Problem {
	const word = expectedWords.find(each => each === text);
	if (word !== undefined) {
		return {kind: word};
	}

	if (isExpression(text)) {
		const pattern = parsePattern(text);
		return isProblem(pattern) ? pattern : {kind: 'expression', pattern: pattern as ExpressionPattern};
	}

	const data = parseData(text);
	return isProblem(data) ? data : neverEqual(data, text) ?? {kind: 'data', text};
}

/** A problem where DATA differs each time. */
function neverEqual(data: Data, text: string): Problem | undefined {
	const differs = data.some(part => part.kind === 'random' || (part.kind === 'macro' && part.macro.name !== 'n'));
	return differs
		? problem('this differs each time, so that nothing equals it', {start: 0, end: text.length}, '`expect /expression/`')
		: undefined;
}

/** Where what is expected ends in the rest of a line; options named `keys`, or a comment, may follow. */
export function expectedEnd(text: string, keys: readonly string[]): number {
	const {end} = wordEnd(text, 0);
	if ((expectedWords as readonly string[]).includes(text.slice(0, end))) {
		return end;
	}

	if (isLiteral(text)) {
		return literalsEnd(text, keys);
	}

	return expressionEnd(text, keys) ?? textEnd(text, keys);
}

function textEnd(text: string, keys: readonly string[]): number {
	const options = new RegExp(String.raw`(?:\s+${optionSource(keys)})+\s*$`, 'v');
	return options.exec(text)?.index ?? text.length;
}

function isExpression(text: string): boolean {
	return /^\/.+\/i?$/sv.test(text);
}

function optionSource(keys: readonly string[]): string {
	return String.raw`(?:${keys.join('|')})=\S*`;
}

function literalsEnd(text: string, keys: readonly string[]): number {
	const follows = new RegExp(`#|${optionSource(keys)}`, 'vy');
	let {end} = wordEnd(text, 0);
	for (let next = skipBlanks(text, end); next < text.length; next = skipBlanks(text, end)) {
		follows.lastIndex = next;
		if (follows.test(text)) {
			return end;
		}

		({end} = wordEnd(text, next));
	}

	return end;
}

/** The end of the slash behind which nothing but options and a comment follow. */
function expressionEnd(text: string, keys: readonly string[]): number | undefined {
	const rest = new RegExp(String.raw`(?:\s+${optionSource(keys)})*\s*(?:#.*)?$`, 'vy');
	for (const {0: slash, index} of text.matchAll(/\/i?(?=\s|$)/gv)) {
		const end = index + slash.length;
		rest.lastIndex = end;
		if (isExpression(text.slice(0, end)) && rest.test(text)) {
			return end;
		}
	}

	return undefined;
}
