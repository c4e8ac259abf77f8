import assert from 'node:assert/strict';
import {test} from 'node:test';
import {highest} from '../../source/core/highest.ts';

for (const [numbers, expected] of [[[], undefined], [[-3], -3], [[1, 7, 2], 7], [Array.from({length: 1_000_000}, (_, index) => index), 999_999]] as const) {
	test(`${numbers.length} numbers: ${expected}`, () => {
		assert.equal(highest(numbers), expected);
	});
}
