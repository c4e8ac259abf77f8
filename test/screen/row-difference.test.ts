import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseRow} from '../../source/screen/cells.ts';
import {differingSpan, drawSpan, overlay} from '../../source/screen/row-difference.ts';

const spans: ReadonlyArray<readonly [before: string, after: string, span: string]> = [
	['abcdef', 'abcdef', 'none'],
	['abcdef', 'abXdef', '2-3'],
	['abcdef', 'aXcdYf', '1-5'],
	['abcdef', 'Xbcdef', '0-1'],
	['abcdef', 'abcdeX', '5-6'],
	['aaa', 'aaX', '2-3'],
	['aaaa', 'aXaa', '1-2'],
	['abc', 'a\u{1B}[31mb\u{1B}[mc', '1-2'],
	['a漢d', 'a字d', '1-3'],
	['a漢d', 'abcd', '1-3'],
	['abcd', 'a漢d', '1-3'],
	['漢字', 'a漢b', '0-4'],
	['漢字x', '漢abx', '2-4'],
	['a\u{1B}[31m漢\u{1B}[md', 'a\u{1B}[32m漢\u{1B}[md', '1-3'],
];

for (const [before, after, expected] of spans) {
	test(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}: ${expected}`, () => {
		const span = differingSpan(parseRow(before), parseRow(after));
		assert.equal(span === undefined ? 'none' : `${span.start}-${span.end}`, expected);
	});
}

const overlays: ReadonlyArray<readonly [base: string, row: string, x: number, expected: string]> = [
	['......', 'ab', 2, '..ab..'],
	['......', 'ab', 0, 'ab....'],
	['......', 'abc', 4, '....ab'],
	['......', 'ab', 9, '......'],
	['......', '', 2, '......'],
	['.漢漢.', 'ab', 2, '. ab .'],
	['......', '漢字', 3, '...漢~ '],
];

for (const [base, row, x, expected] of overlays) {
	test(`${JSON.stringify(row)} over ${JSON.stringify(base)} at ${x}`, () => {
		const cells = [...parseRow(base)];
		overlay(cells, parseRow(row), x);
		assert.equal(cells.map(cell => cell.width === 0 ? '~' : cell.cluster).join(''), expected);
	});
}

const drawings: ReadonlyArray<readonly [row: string, start: number, end: number, style: string, text: string]> = [
	['abc', 0, 3, '', '\u{1B}[3;1Habc'],
	['abc', 1, 2, '', '\u{1B}[3;2Hb'],
	['a\u{1B}[31mb\u{1B}[mc', 0, 3, '', '\u{1B}[3;1Ha\u{1B}[31mb\u{1B}[mc'],
	['\u{1B}[1;31ma\u{1B}[32mb\u{1B}[22mc\u{1B}[4md', 0, 4, '', '\u{1B}[3;1H\u{1B}[1;31ma\u{1B}[32mb\u{1B}[0;32mc\u{1B}[4md'],
	['\u{1B}[31mab', 0, 2, '31', '\u{1B}[3;1Hab'],
	['漢a', 0, 3, '', '\u{1B}[3;1H漢a'],
	['🔥a', 0, 3, '', '\u{1B}[3;1H🔥\u{1B}[3Ga'],
];

for (const [row, start, end, style, text] of drawings) {
	test(`draw ${JSON.stringify(row)} from ${start} to ${end}`, () => {
		assert.equal(drawSpan(parseRow(row), 2, {start, end}, style).text, text);
	});
}
