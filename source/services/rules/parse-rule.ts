import {isLiteral} from '../../core/literals.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {hexPattern} from './hex-pattern.ts';
import {parseActions} from './parse-actions.ts';
import {any, contains, exact, prefix} from './patterns.ts';
import type {DataSources, Pattern, Rule} from './rule.ts';
import type {Word} from './words-of-line.ts';

type RuleLine = {
	readonly line: string;
	readonly words: readonly Word[];
	/** Counted from 1. */
	readonly number: number;
};

const bytesPatterns = {exact, prefix, contains} as const;
const kinds = 'a rule begins with exact, prefix, contains, regex, hex or any';

/** Parses the words of one line: `PATTERN -> ACTION…`. Places count from the line's beginning. */
export function parseRule({line, words, number}: RuleLine, sources: DataSources): Rule | Problem {
	const arrow = words.findIndex(({text}) => text === '->');
	if (arrow === -1) {
		const {end} = (words.at(-1)!);
		return problem(
			'-> is missing between pattern and actions',
			{start: end, end},
			String.raw`exact "PING\n" -> reply "PONG\n", say`,
		);
	}

	const pattern = parsePattern(line, words.slice(0, arrow), words[arrow]!, sources);
	if (isProblem(pattern)) {
		return pattern;
	}

	const actions = parseActions(words.slice(arrow + 1), {pattern, end: words[arrow]!.end, sources});
	return isProblem(actions) ? actions : {line: number, pattern, actions, count: 0};
}

function parsePattern(
	line: string,
	[kind, first, ...more]: readonly Word[],
	arrow: Word,
	{literal, regex}: DataSources,
): Pattern | Problem {
	if (kind === undefined) {
		return problem(kinds, {start: arrow.start, end: arrow.start});
	}

	if (kind.text === 'any') {
		return first === undefined ? any : problem('nothing may follow any', first);
	}

	if (!['exact', 'prefix', 'contains', 'regex', 'hex'].includes(kind.text)) {
		return problem(kinds, kind);
	}

	if (first === undefined) {
		return problem(`${kind.text} needs what it looks for`, {start: kind.end, end: kind.end});
	}

	if (kind.text === 'regex') {
		return more.length > 0 ? problem('-> must follow the expression', more[0]) : parseRegex(first, regex);
	}

	const end = more.at(-1)?.end ?? first.end;
	const text = line.slice(first.start, end);
	if (kind.text === 'hex') {
		return placed(hexPattern(text), first.start);
	}

	const bytes = isLiteral(text)
		? literal(text)
		: problem('text stands in quotes here', {start: 0, end: text.length}, JSON.stringify(text));
	return isProblem(bytes)
		? shiftProblem(bytes, first.start)
		: bytesPatterns[kind.text as keyof typeof bytesPatterns](bytes);
}

function parseRegex({text, start, end}: Word, regex: DataSources['regex']): Pattern | Problem {
	const close = text.lastIndexOf('/');
	if (!text.startsWith('/') || close === 0) {
		return problem('a regular expression stands between slashes', {start, end}, `/${text}/`);
	}

	const flags = text.slice(close + 1);
	return /^[ims]*$/v.test(flags)
		? placed(regex(text.slice(1, close), flags), start + 1)
		: problem(
			'the flags are i (any case), m (^ and $ at every line) and s (. is any character)',
			{start: start + close + 1, end},
		);
}

function placed(found: Pattern | Problem, offset: number): Pattern | Problem {
	return isProblem(found) ? shiftProblem(found, offset) : found;
}
