import {endLines} from '../result-text.ts';
import type {ScriptResult} from '../result.ts';
import type {Position} from '../statement.ts';

/** What became of one script that was run as a test; plain data, so that it can come from another process. */
export type TestResult = {
	/** As it was named on the command line. */
	readonly file: string;
	/**
	`failed`: the network refused, an expectation was not met or the time was over. `wrong`: the script has mistakes, and
	nothing ran. `crashed`: its process ended without an answer.
	*/
	readonly outcome: 'passed' | 'failed' | 'wrong' | 'crashed';
	readonly elapsed_ms: number;
	/** One sentence, empty for `passed`; anything may stand in it. */
	readonly message: string;
	/** The line that failed, from 1, and the file it is in where that is an included one; none of a file as a whole. */
	readonly at?: {readonly file: string; readonly line: number};
	/** All that there is to say about the failure, one element a line. */
	readonly explanation: readonly string[];
	/** What the script printed, one element a line. */
	readonly output: readonly string[];
};

/** How many there are of each outcome. */
export function countOutcomes(results: readonly TestResult[]): Readonly<Record<TestResult['outcome'], number>> {
	const count = (outcome: TestResult['outcome']) => results.filter(result => result.outcome === outcome).length;
	return {passed: count('passed'), failed: count('failed'), wrong: count('wrong'), crashed: count('crashed')};
}

/** The result of a script that has run. */
export function testResult({file, end, elapsed_us}: ScriptResult, output: readonly string[]): TestResult {
	const common = {file, elapsed_ms: elapsed_us / 1000, explanation: endLines(end), output};
	switch (end.type) {
		case 'failed': {
			const {position, line, lines} = end.failure;
			return {...common, outcome: 'failed', message: `${line}: ${lines[0] ?? ''}`, ...placeOf(position)};
		}

		case 'wrong': {
			const {position, problem} = end.mistakes[0]!;
			return {...common, outcome: 'wrong', message: problem.message, ...placeOf(position)};
		}

		case 'passed': {
			return {...common, outcome: 'passed', message: ''};
		}

		case 'stopped': {
			return {...common, outcome: 'crashed', message: 'it was stopped'};
		}
	}
}

/** The result of a script whose process ended without one; `errors`: what it printed on standard error. */
export function crashResult(
	file: string,
	{message, elapsed_ms, errors, output}: {
		readonly message: string;
		readonly elapsed_ms: number;
		readonly errors: readonly string[];
		readonly output: readonly string[];
	},
): TestResult {
	return {file, outcome: 'crashed', elapsed_ms, message, explanation: [`${file}: ${message}`, ...errors], output};
}

function placeOf({file, line}: Position): Pick<TestResult, 'at'> {
	return line === 0 ? {} : {at: {file, line}};
}
