import assert from 'node:assert/strict';
import fc from 'fast-check';
import {junitXml} from '../../source/scripts/report/junit.ts';
import {asTap, forPeople} from '../../source/scripts/report/reporter.ts';
import type {TestResult} from '../../source/scripts/report/result.ts';
import {anyText, sentenceOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless} from './harmless.ts';

const said = fc.oneof(anyText, sentenceOf(['# SKIP', '\n', '\\', 'ok 1', 'not ok 2 - ', '1..9', '---', '  ...', 'Bail out!', '<', '>', '&', '"', '\'', ']]>', '<!--', '&amp;', '<failure>', ': |', '- ', '\t', ' '], 8));
const lines = fc.array(said, {maxLength: 4});
const tag = /<\/?(?:testsuites|testsuite|testcase|failure|error|system-out)(?: [a-z]+="[^"<>]*")*\/?>/gv;

export const reports = defineFuzzer<TestResult>({
	name: 'reports',
	holds: 'nothing that a file is called, a script says or a peer sends is read as TAP, YAML or XML, or reaches a terminal',
	input: fc.record({
		file: said,
		outcome: fc.constantFrom<Array<TestResult['outcome']>>('passed', 'failed', 'wrong', 'crashed'),
		elapsed_ms: fc.nat(100_000),
		message: said,
		at: fc.record({file: said, line: fc.nat(1000)}),
		explanation: lines,
		output: lines,
	}),
	cases: 1000,
	check(result) {
		const tap = asTap.result(1, result).trimEnd().split('\n');
		assert.match(tap[0]!, /^(?:not )?ok 1 - (?:[^#\\]|\\[#\\])*# time=\d+\.0ms$/v);
		const below = tap.slice(1);
		assert.ok(below.every(line => line.startsWith('  ') || line === ''), 'all of it is indented');
		assert.deepEqual(below.filter(line => /^ {2}(?:---|\.\.\.)$/v.test(line)), result.outcome === 'passed' ? [] : ['  ---', '  ...']);
		const people = forPeople.result(1, result).trimEnd().split('\n');
		const xml = junitXml([result], {began: new Date(0), elapsed_ms: 0});
		for (const line of [...tap, ...people, ...xml.split('\n')]) {
			assertHarmless(line);
		}

		const text = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/v, '').replaceAll(tag, '');
		assert.doesNotMatch(text, /[<>]/v);
		assert.doesNotMatch(xml.replaceAll(/&(?:amp|lt|gt|quot|apos);/gv, ''), /&/v);
	},
});
