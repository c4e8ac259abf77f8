import {check} from '../commands/execute.ts';
import {verbs} from '../commands/table.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';
import {parseLine} from '../language/parse-line.ts';
import {endpointValues} from '../commands/endpoint-values.ts';
import {capturedNames, type Placeholder, placeholdersOf} from './placeholders.ts';
import {countProblem} from './repeat-count.ts';
import {
	linesOf,
	type LineStatement,
	type Mistake,
	type RepeatStatement,
	type Script,
	type Statement,
} from './statement.ts';
import {unknownVariable} from './variables.ts';

/** The mistakes of the lines of a script that can be found before it runs; `given` are the names of its variables. */
export function checkScript({statements}: Script, given: ReadonlySet<string>): readonly Mistake[] {
	const captured = linesOf(statements).flatMap(({line}) => capturedNames(line));
	return mistakesOf(statements, new Set([...given, ...captured, 'folder']));
}

function mistakesOf(statements: readonly Statement[], known: ReadonlySet<string>): readonly Mistake[] {
	return statements.flatMap(statement => statement.type === 'line'
		? placed(statement, statement.line, lineProblems(statement, known))
		: [
			...placed(statement, statement.count, countProblems(statement, known)),
			...mistakesOf(statement.body, new Set([...known, 'round'])),
		]);
}

/** Problems of a part of the statement's text, which is its end unless it is a count. */
function placed({position, text, type}: Statement, part: string, problems: readonly Problem[]): readonly Mistake[] {
	const offset = type === 'line' ? text.length - part.length : text.indexOf(part, 'repeat'.length);
	return problems.map(found => ({position, text, problem: shiftProblem(found, offset)}));
}

function countProblems({count}: RepeatStatement, known: ReadonlySet<string>): readonly Problem[] {
	const placeholders = placeholdersOf(count);
	const wrong = placeholders.length === 0 ? countProblem(count) : undefined;
	return wrong === undefined ? unknownVariables(placeholders, known) : [wrong];
}

function lineProblems({line}: LineStatement, known: ReadonlySet<string>): readonly Problem[] {
	const placeholders = placeholdersOf(line);
	const unknown = unknownVariables(placeholders, known);
	const found = syntaxProblem(line, placeholders);
	return found === undefined ? unknown : [...unknown, found];
}

function unknownVariables(placeholders: readonly Placeholder[], known: ReadonlySet<string>): readonly Problem[] {
	return placeholders.flatMap(({name, start, end}) => {
		const found = variableProblem(name, known);
		return found === undefined ? [] : [{...found, start, end}];
	});
}

function variableProblem(name: string, known: ReadonlySet<string>): Problem | undefined {
	const dot = name.lastIndexOf('.');
	const isKnown = known.has(name)
		|| name.startsWith('port:')
		|| /^\d/v.test(name)
		|| (dot !== -1 && Object.hasOwn(endpointValues, name.slice(dot + 1)));
	return isKnown ? undefined : unknownVariable(name);
}

/** What the values of variables are taken for while they are not known: numbers, addresses, texts; durations. */
const samples = ['1', '1s'] as const;

/** The problem of a line that there is whatever the values of its variables are. */
function syntaxProblem(line: string, placeholders: readonly Placeholder[]): Problem | undefined {
	const problems = samples.map(sample => problemWith(line, placeholders, sample));
	return problems.includes(undefined) ? undefined : problems.find(found => !isAtVariable(found!, placeholders));
}

/** The problem of a line with this value for each variable, at its place in the line as it is written. */
function problemWith(line: string, placeholders: readonly Placeholder[], value: string): Problem | undefined {
	const filled = placeholders.reduceRight(
		(text, {start, end}) => text.slice(0, start) + value + text.slice(end),
		line,
	);
	const found = check(filled, {screen: false}) ?? repeatedProblem(filled);
	if (found === undefined) {
		return undefined;
	}

	const {message, hint, start, end} = found;
	const place = {start: writtenAt(start, placeholders, value), end: writtenAt(end, placeholders, value)};
	return problem(message, place, hint);
}

/** The problem of the line within a line: what `every` repeats. */
function repeatedProblem(line: string): Problem | undefined {
	const parsed = parseLine(line, verbs);
	if (parsed === undefined || isProblem(parsed)) {
		return undefined;
	}

	const {verb: {parameters}, target: {places}} = parsed;
	const key = Object.keys(parameters).find(each => parameters[each]?.verbsOf !== undefined);
	const place = key === undefined ? undefined : places[key];
	const found = place === undefined ? undefined : check(line.slice(place.start, place.end), {screen: false});
	return found === undefined ? undefined : shiftProblem(found, place!.start);
}

/** The place in the line as it is written of a place in the line with values. */
function writtenAt(at: number, placeholders: readonly Placeholder[], value: string): number {
	let longer = 0;
	for (const {start, end} of placeholders) {
		const begin = start - longer;
		if (at <= begin) {
			break;
		}

		if (at < begin + value.length) {
			return start;
		}

		longer += end - start - value.length;
	}

	return at + longer;
}

/** Whether a problem is about the value of a variable, or right behind it: `sleep {pause}` lacks a unit. */
function isAtVariable(found: Problem, placeholders: readonly Placeholder[]): boolean {
	return placeholders.some(({start, end}) => found.start <= end && start <= found.end);
}
