import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {RE2JS} from 're2js';
import {finderOf, parsePattern} from '../../source/core/pattern.ts';
import {explainProblem, isProblem} from '../../source/core/problem.ts';

/** Where a pattern is found, as `from-to`, or what is wrong with it. */
function found(written: string, text: string | Uint8Array): string {
	const pattern = parsePattern(written);
	return isProblem(pattern)
		? explainProblem(written, pattern)
		: [...finderOf(pattern).matches(Buffer.from(text), 0)].map(({from, to}) => `${from}-${to}`).join(' ');
}

const table: ReadonlyArray<readonly [pattern: string, text: string | Uint8Array, places: string]> = [
	['ab', 'abxab', '0-2 3-5'],
	['aa', 'aaaa', '0-2 2-4'],
	[String.raw`\r\n`, 'a\r\nb', '1-3'],
	['hex:c3 a0', 'xà', '1-3'],
	['"a b" hex:00', 'a b\0', '0-4'],
	['à', 'cà', '1-3'],
	['/a+/', 'aabaaa', '0-2 3-6'],
	['/a*/', 'baab', '1-3'],
	['/AB/i', 'xaB', '1-3'],
	['/^b/', 'ab', ''],
	['/c(à|é)./', 'xcéy', '1-5'],
	[String.raw`/\xff/`, Uint8Array.of(0, 0xFF), '1-2'],
	['/', '/', '0-1'],
	['//', 'a//', '1-3'],
	['/a', 'x/a', '1-3'],
];

describe('where it is found', () => {
	for (const [pattern, text, places] of table) {
		test(`${pattern} in ${JSON.stringify(text)}`, () => {
			assert.equal(found(pattern, text), places);
		});
	}
});

test('what would take too long to look for is refused, with its place', () => {
	assert.equal(found(String.raw`/a\pL{1000}b{2}/`, ''), String.raw`/a\pL{1000}b{2}/` + '\n     ^^^^^^ this comes to 1,005 states, 160 are the most; fewer or smaller repetitions');
	const long = parsePattern(`/${'a|'.repeat(600)}b/`);
	assert.ok(isProblem(long));
	assert.deepEqual([long.start, long.end, long.message], [1025, 1202, 'an expression has 1,024 characters at most']);
	assert.match(found('x'.repeat(1025), ''), /these are 1,025 B, 1,024 are the most to look for$/v);
});

test('a step is a few milliseconds at most: 200,000 states on bytes, 12,000,000 bytes compared', () => {
	for (const expression of ['/b/', '/GET|POST/', String.raw`/\pL{150}/`, '/(a|aa)+$/']) {
		const pattern = parsePattern(expression);
		assert.ok(!isProblem(pattern));
		const {step_bytes, reach_bytes} = finderOf(pattern);
		const states = RE2JS.compile(expression.slice(1, -1)).programSize();
		assert.ok((step_bytes + reach_bytes) * states <= 200_000, `${expression}: ${step_bytes} B`);
		assert.ok(step_bytes >= 128);
	}

	for (const length of [1, 40, 50, 1024]) {
		const pattern = parsePattern('x'.repeat(length));
		assert.ok(!isProblem(pattern));
		const {step_bytes} = finderOf(pattern);
		assert.ok(step_bytes * length <= 12_000_000);
	}
});

test('what cannot be looked for', () => {
	assert.equal(found('zeros:4', ''), 'zeros:4\n^^^^^^^ this looks for nothing; text, hex:0d 0a or /expression/');
	assert.match(found('/a(/', ''), /^\/a\(\/\n \^\^ this is no expression: .*; RE2 has no backreferences and no lookaround$/v);
	assert.match(found(String.raw`/(a)\1/`, ''), /this is no expression/v);
	assert.match(found('/[à]/', ''), /characters beyond ASCII cannot stand in brackets; \(à\|é\), say$/v);
});

test('an expression cannot hang, whatever it and the bytes are: with JavaScript\'s own this would never end', () => {
	for (const expression of ['(a+)+$', '(a|aa)+$', '(a*)*c', '(.*a){20}c', '^(([a-z])+.)+[A-Z]([a-z])+$']) {
		const pattern = parsePattern(`/${expression}/`);
		assert.ok(!isProblem(pattern));
		const finder = finderOf(pattern);
		const bytes = Buffer.from(`${'a'.repeat(finder.step_bytes - 1)}b`);
		assert.deepEqual([...finder.matches(bytes, 0)], []);
	}
});
