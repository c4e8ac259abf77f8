/**
Results as TAP (https://testanything.org/tap-version-13-specification.html). What is written is valid in version 14 too;
it says 13 because a harness of 14 has to read that, while one of 13, such as the `prove` of Perl 5.36, refuses 14.
*/
import {visibleText} from '../../core/visible.ts';
import type {TestResult} from './result.ts';

/** What stands before the first result: the version and how many tests there are. */
export function tapHead(tests: number): string {
	return `TAP version 13\n1..${tests}\n`;
}

/** A test point, numbered from 1, and below one that did not pass what there is to say about it, as YAML. */
export function tapPoint(number: number, result: TestResult): string {
	const {file, outcome, elapsed_ms} = result;
	const point = `${number} - ${escapeDescription(file)} # time=${elapsed_ms.toFixed(1)}ms\n`;
	return outcome === 'passed' ? `ok ${point}` : `not ok ${point}${diagnostics(result)}`;
}

/** The end of a run that was broken off: the tests without a point did not run. */
export function tapBailOut(why: string): string {
	return `Bail out! ${visibleText(why)}\n`;
}

/** A description ends at a `#`, which begins a directive (`# SKIP`, `# TODO`), unless it is escaped. */
function escapeDescription(text: string): string {
	return visibleText(text).replaceAll(/[#\\]/gv, String.raw`\$&`);
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
