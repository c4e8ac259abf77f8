/** Results for people: one line a file, failures whole, and at the end how many. */
import {countOf, formatCount, formatDuration} from '../../core/quantities.ts';
import {visibleText} from '../../core/visible.ts';
import {countOutcomes, type TestResult} from './result.ts';

/** What is said of one file: `passed`, or `FAILED`, why, and what it said before. */
export function resultLines({file, outcome, elapsed_ms, explanation, output}: TestResult): readonly string[] {
	const line = `${words[outcome]} ${visibleText(file)} (${formatDuration(elapsed_ms)})`;
	const said = output.length === 0 ? [] : ['it said:', ...output.map(each => `  ${each}`)];
	return outcome === 'passed' ? [line] : [line, ...[...explanation, ...said].map(each => shown(each))];
}

function shown(line: string): string {
	return `  ${visibleText(line)}`.trimEnd();
}

const words: Readonly<Record<TestResult['outcome'], string>> = {
	passed: 'passed ', failed: 'FAILED ', wrong: 'WRONG  ', crashed: 'CRASHED',
};

/** The last line: `4 scripts: 3 passed, 1 failed (1.2 s)`. */
export function countsLine(results: readonly TestResult[], elapsed_ms: number): string {
	const counts = Object.entries(countOutcomes(results)).filter(([, count]) => count > 0);
	const told = counts.map(([outcome, count]) => `${formatCount(count)} ${outcome}`).join(', ');
	return `${countOf(results.length, 'script')}: ${told} (${formatDuration(elapsed_ms)})`;
}
