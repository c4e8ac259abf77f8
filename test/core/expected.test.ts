/** What `expect` waits for, and where that ends in the rest of a line. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {expectedEnd, parseExpected} from '../../source/core/expected.ts';
import {isProblem} from '../../source/core/problem.ts';

/** The rest of a line, with `|` where what is expected ends, and its kind. */
const rests: ReadonlyArray<readonly [rest: string, kind: string]> = [
	['hello|', 'data'],
	['hello world|', 'data'],
	['hello # no comment|', 'data'],
	['hello| within=2s', 'data'],
	['hello| within=2s  match=whole ', 'data'],
	['hello other=2s|', 'data'],
	['within=2s hello|', 'data'],
	['"hello within=2s"|', 'data'],
	['"hello"| within=2s', 'data'],
	['"a" hex:62 63 "d"|  # a comment', 'data'],
	['hex:62 63| match=whole # a comment', 'data'],
	['close|', 'close'],
	['close|  # a comment', 'close'],
	['nothing| for=300ms', 'nothing'],
	['closed|', 'data'],
	['"close"|', 'data'],
	['/a b/|', 'expression'],
	['/a b/i| within=2s # a comment', 'expression'],
	['/a/b/|', 'expression'],
	['/a/ b/|', 'expression'],
	['/a/| # b/', 'expression'],
	['/a/| within=1s', 'expression'],
	['/index.html|', 'data'],
	['/index.html| within=2s', 'data'],
	['//|', 'data'],
];

for (const [drawn, kind] of rests) {
	test(drawn, () => {
		const rest = drawn.replace('|', '');
		const end = expectedEnd(rest, ['within', 'match', 'for']);
		assert.equal(`${rest.slice(0, end)}|${rest.slice(end)}`, drawn);
		const expected = parseExpected(rest.slice(0, end));
		assert.ok(!isProblem(expected));
		assert.equal(expected.kind, kind);
	});
}

test('mistakes', () => {
	const mistake = (text: string) => {
		const found = parseExpected(text);
		return isProblem(found) ? `${text.slice(found.start, found.end)}: ${found.message}` : 'none';
	};

	assert.equal(mistake('/a(/'), 'a(: this is no expression: error parsing regexp: missing closing ): `a(`');
	assert.equal(mistake('"a'), '": a quote is not closed');
	assert.equal(mistake('random:3'), 'random:3: this differs each time, so that nothing equals it');
	assert.equal(mistake(String.raw`it is \{time}`), String.raw`it is \{time}: this differs each time, so that nothing equals it`);
	assert.equal(mistake(String.raw`ping \{n}`), 'none');
});
