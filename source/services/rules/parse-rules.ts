import {classesHint, compileSteps} from '../../core/expression.ts';
import {limits} from '../../core/limits.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {formatCount} from '../../core/quantities.ts';
import {regex} from './patterns.ts';
import {parseRule} from './parse-rule.ts';
import type {DataSources, ReadData, Rule, Rules} from './rule.ts';
import {wordsOfLine} from './words-of-line.ts';

/** Parses a file of rules (FORMAT.md). The place of a problem counts in the whole text. */
export function parseRules(text: string, readData: ReadData): Rules | Problem {
	let by: Rules['by'] = 'recv';
	const rules: Rule[] = [];
	const sources = {literal: bounded(readData), regex: boundedRegex(), value: readData};
	let lineStart = 0;
	let number = 0;
	for (const line of text.split('\n')) {
		number++;
		const found = number > limits.rules_file_lines
			? problem(`a file of rules has ${formatCount(limits.rules_file_lines)} lines at most`)
			: parseLine(line, number, sources);
		if (isProblem(found)) {
			return shiftProblem(found, lineStart);
		}

		if (typeof found === 'string') {
			by = found;
		} else if (found !== undefined) {
			rules.push(found);
		}

		if (rules.length > limits.rules_file_rules) {
			return problem(
				`a file has ${formatCount(limits.rules_file_rules)} rules at most`,
				{start: lineStart, end: lineStart + line.length},
				'one expression may stand for several',
			);
		}

		lineStart += line.length + 1;
	}

	return rules.length > 0
		? {by, rules}
		: problem('there is no rule in it', {start: text.length, end: text.length}, String.raw`any -> reply "\{all}" is one`);
}

/** Evaluates DATA, up to `limits.rules_data_bytes` for the whole file. */
function bounded(readData: ReadData): (text: string) => Uint8Array | Problem {
	let left_bytes: number = limits.rules_data_bytes;
	return text => {
		const bytes = readData(text, left_bytes);
		left_bytes -= isProblem(bytes) ? 0 : bytes.length;
		return bytes;
	};
}

/** Compiles expressions, up to `limits.rules_compile_steps` for the whole file. */
function boundedRegex(): DataSources['regex'] {
	let left_steps: number = limits.rules_compile_steps;
	return (source, flags) => {
		left_steps -= compileSteps(source, flags.includes('i'));
		return left_steps < 0
			? problem(
				`compiling the expressions of the file takes more than ${formatCount(limits.rules_compile_steps)} steps`,
				{start: 0, end: source.length},
				classesHint,
			)
			: regex(source, flags);
	};
}

function parseLine(line: string, number: number, sources: DataSources): Rule | Rules['by'] | Problem | undefined {
	const words = wordsOfLine(line);
	if (isProblem(words)) {
		return words;
	}

	const [first, second, third] = words;
	if (first === undefined) {
		return undefined;
	}

	if (first.text !== 'by') {
		return parseRule({line, words, number}, sources);
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
