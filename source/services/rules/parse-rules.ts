import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {type ReadData, parseRule} from './parse-rule.ts';
import type {Rule, Rules} from './rule.ts';
import {wordsOfLine} from './words-of-line.ts';

/** Reads a file of rules, FORMAT.md. The place of a problem is that in the whole text. */
export function parseRules(text: string, readData: ReadData): Rules | Problem {
	let by: Rules['by'] = 'recv';
	const rules: Rule[] = [];
	let lineStart = 0;
	for (const line of text.split('\n')) {
		const found = parseLine(line, readData);
		if (isProblem(found)) {
			return shiftProblem(found, lineStart);
		}

		if (typeof found === 'string') {
			by = found;
		} else if (found !== undefined) {
			rules.push(found);
		}

		lineStart += line.length + 1;
	}

	return rules.length > 0 ? {by, rules} : problem('there is no rule in it', {start: text.length, end: text.length}, String.raw`any -> reply "\{all}" is one`);
}

function parseLine(line: string, readData: ReadData): Rule | Rules['by'] | Problem | undefined {
	const words = wordsOfLine(line);
	if (isProblem(words)) {
		return words;
	}

	const [first, second, third] = words;
	if (first === undefined) {
		return undefined;
	}

	if (first.text !== 'by') {
		return parseRule(line, words, readData);
	}

	return third === undefined && (second?.text === 'recv' || second?.text === 'lines')
		? second.text
		: problem('by says what a message is: by recv, or by lines', {start: first.start, end: words.at(-1)!.end});
}

/** `FILE:LINE:COLUMN: what is wrong; hint`, both counted from 1. */
export function problemInFile(file: string, text: string, {start, message, hint}: Problem): string {
	const before = text.slice(0, start).split('\n');
	return `${file}:${before.length}:${before.at(-1)!.length + 1}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}
