import assert from 'node:assert/strict';
import {test} from 'node:test';
import {explainProblem, isProblem} from '../../source/core/problem.ts';
import {average, rate, probability, sizeOrDuration} from '../../source/language/kinds.ts';
import type {Kind} from '../../source/language/verb.ts';

const measures: ReadonlyArray<readonly [Kind<unknown>, string, unknown]> = [
	[probability, '10%', 0.1],
	[probability, '0%', 0],
	[probability, '0.05%', 0.0005],
	[probability, '"100%"', 1],
	[probability, '101%', '^^^^ a probability is 0% to 100%; 2.5%, say'],
	[probability, '10', '^^ a probability is 0% to 100%; 2.5%, say'],
	[rate, '50kbit', 6250],
	[rate, '1.5Mbit', 187_500],
	[rate, '8bit', 1],
	[rate, '64KiB/s', 65_536],
	[rate, '1MB', 1_000_000],
	[rate, '0kbit', '^^^^^ a rate has to be above 0; `link stall` lets nothing through'],
	[rate, 'slow', '^^^^ a rate is bits or bytes a second; 50kbit, 1.5mbit or 64KiB/s, say'],
	[sizeOrDuration, '10KiB', {bytes: 10_240}],
	[sizeOrDuration, '5', {bytes: 5}],
	[sizeOrDuration, '5s', {after_us: 5_000_000}],
	[sizeOrDuration, '1.5ms', {after_us: 1500}],
	[sizeOrDuration, '0', '^ this has to be 1 byte or more'],
	[sizeOrDuration, '5x', '^^ this is a size such as 10KiB or a duration such as 5s'],
	[average, '3.5', 3.5],
	[average, '0.5', '^^^ this is a number from 1 on'],
];

for (const [kind, written, expected] of measures) {
	test(`${written}, ${kind.expected}`, () => {
		const value = kind.parse(written);
		assert.deepEqual(isProblem(value) ? explainProblem(written, value).split('\n', 2)[1] : value, expected);
	});
}
