/**
Results as JUnit XML, which CI systems read. There is no standard: this is what Jenkins, GitLab and GitHub's actions
agree on (https://github.com/testmoapp/junitxml).
*/
import {visibleText} from '../../core/visible.ts';
import {countOutcomes, type TestResult} from './result.ts';

/** The whole file. `began`: when the run began; `elapsed_ms`: how long all of it took, which is not the tests' sum. */
export function junitXml(
	results: readonly TestResult[],
	{began, elapsed_ms}: {readonly began: Date; readonly elapsed_ms: number},
): string {
	const {failed, wrong, crashed} = countOutcomes(results);
	const counts = {
		name: 'sockplay run',
		tests: results.length,
		failures: failed,
		errors: wrong + crashed,
		time: seconds(elapsed_ms),
	};
	const suite = {...counts, skipped: 0, timestamp: began.toISOString().slice(0, 19)};
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites${attributes(counts)}>`,
		`  <testsuite${attributes(suite)}>`,
		...results.flatMap(result => testCase(result)),
		'  </testsuite>',
		'</testsuites>',
		'',
	].join('\n');
}

function testCase(result: TestResult): readonly string[] {
	const {file, elapsed_ms, at} = result;
	const given = {
		classname: 'sockplay',
		name: file,
		file: at?.file ?? file,
		...(at !== undefined && {line: at.line}),
		time: seconds(elapsed_ms),
	};
	const inside = [...failure(result), ...printed(result.output)];
	return inside.length === 0
		? [`    <testcase${attributes(given)}/>`]
		: [`    <testcase${attributes(given)}>`, ...inside, '    </testcase>'];
}

/** A failure is something that a test found; an error, that it could not be run. */
function failure({outcome, message, explanation}: TestResult): readonly string[] {
	if (outcome === 'passed') {
		return [];
	}

	const tag = outcome === 'failed' ? 'failure' : 'error';
	return [`      <${tag}${attributes({type: outcome, message})}>${escapeLines(explanation)}</${tag}>`];
}

function printed(output: readonly string[]): readonly string[] {
	return output.length === 0 ? [] : [`      <system-out>${escapeLines(output)}</system-out>`];
}

function attributes(given: Readonly<Record<string, string | number>>): string {
	return Object.entries(given).map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`).join('');
}

function escapeLines(lines: readonly string[]): string {
	return lines.map(line => escapeXml(line)).join('\n');
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;',
};

/** Controls have no form at all in XML 1.0, so they become visible escapes first. */
function escapeXml(text: string): string {
	return visibleText(text).replaceAll(/[\p{Punctuation}\p{Symbol}]/gv, sign => entities[sign] ?? sign);
}

function seconds(ms: number): string {
	return (ms / 1000).toFixed(3);
}
