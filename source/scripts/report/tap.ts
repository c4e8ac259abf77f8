/** Results as TAP. */
import {tapHead, tapPoint} from '../../core/tap.ts';
import {visibleText} from '../../core/visible.ts';
import type {TestResult} from './result.ts';

/** What stands before the first result. */
export function tapBegin(tests: number): string {
	return `${tapHead(tests).join('\n')}\n`;
}

/** A result, and below one that did not pass what there is to say about it, as YAML. */
export function tapResult(number: number, result: TestResult): string {
	const {file, outcome, elapsed_ms} = result;
	const isPassed = outcome === 'passed';
	const point = `${tapPoint(number, isPassed, file)} # time=${elapsed_ms.toFixed(1)}ms\n`;
	return isPassed ? point : `${point}${diagnostics(result)}`;
}

/** The end of a run that was broken off: the tests without a result did not run. */
export function tapBailOut(why: string): string {
	return `Bail out! ${visibleText(why)}\n`;
}

function diagnostics({outcome, message, at, explanation, output}: TestResult): string {
	return [
		'---',
		`message: ${quote(message)}`,
		`outcome: ${outcome}`,
		...(at === undefined ? [] : ['at:', `  file: ${quote(at.file)}`, `  line: ${at.line}`]),
		...block('explanation', explanation),
		...block('output', output),
		'...',
		'',
	].map(line => line === '' ? '' : `  ${line}`).join('\n');
}

/** Of printable characters, a JSON string is a YAML string too. */
function quote(text: string): string {
	return JSON.stringify(visibleText(text));
}

/** The indentation is given as a number only where the first line begins with spaces: some readers know `|` alone. */
function block(key: string, [first = '', ...rest]: readonly string[]): readonly string[] {
	const head = first.startsWith(' ') ? `${key}: |2` : `${key}: |`;
	return first === '' ? [] : [head, ...[first, ...rest].map(line => `  ${visibleText(line)}`)];
}
