import {test, type TestContext} from 'node:test';
import {problem} from '../../../source/core/problem.ts';
import {testResult} from '../../../source/scripts/report/result.ts';
import type {Position} from '../../../source/scripts/statement.ts';

test('a mistake is at its line; one of a file as a whole is at none', (t: TestContext) => {
	const placeOf = (position: Position) => {
		const mistake = {position, text: 'x', problem: problem('no such thing', {start: 0, end: 1})};
		return testResult({file: 'a.play', end: {type: 'wrong', mistakes: [mistake]}, lines: 0, elapsed_us: 0}, []).at;
	};

	t.assert.deepStrictEqual(placeOf({file: 'part.play', line: 3}), {file: 'part.play', line: 3});
	t.assert.strictEqual(placeOf({file: 'a.play', line: 0}), undefined);
});
