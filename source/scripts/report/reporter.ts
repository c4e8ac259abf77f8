/** How the results of a run are printed, as they come. */
import {countsLine, resultLines} from './for-people.ts';
import type {TestResult} from './result.ts';
import {tapBailOut, tapBegin, tapResult} from './tap.ts';

/** Each gives the text to be printed, which may be empty. */
export type Reporter = {
	readonly begin: (files: number) => string;
	/** In the order of the files; `number` counts from 1. */
	readonly result: (number: number, result: TestResult) => string;
	readonly end: (results: readonly TestResult[], elapsed_ms: number) => string;
	/** Instead of the end: the other files were not run to their ends. */
	readonly brokenOff: (why: string) => string;
};

export const forPeople: Reporter = {
	begin: () => '',
	result: (_, result) => linesText(resultLines(result)),
	end: (results, elapsed_ms) => linesText([countsLine(results, elapsed_ms)]),
	brokenOff: why => linesText([why]),
};

export const asTap: Reporter = {begin: tapBegin, result: tapResult, end: () => '', brokenOff: tapBailOut};

function linesText(lines: readonly string[]): string {
	return lines.map(line => `${line}\n`).join('');
}
