import assert from 'node:assert/strict';
import {test} from 'node:test';
import {countsLine, resultLines} from '../../../source/scripts/report/for-people.ts';
import {failed, hostile, passed, wrong} from './results.ts';

test('one line a file, failures whole, and how many of each at the end', () => {
	const results = [passed, failed, wrong];
	assert.deepEqual([...results.flatMap(result => resultLines(result)), countsLine(results, 2100)], [
		'passed  examples/http.play (12.3 ms)',
		'FAILED  talk.play (2 s)',
		String.raw`  talk.play:7: expect hello\n`,
		'    expected  68 65 6c 6c 6f 0a',
		'    came      68 75 6c 6c 6f 0a',
		'                 ^^',
		'  it said:',
		'      a word of the script',
		'WRONG   typo.play (1 ms)',
		'  typo.play:2',
		'  conect tcp:1',
		'  ^^^^^^ there is no such verb',
		'3 scripts: 1 passed, 1 failed, 1 wrong (2.1 s)',
	]);
	assert.equal(countsLine([passed], 12), '1 script: 1 passed (12 ms)');
});

test('what a terminal could obey is shown, not done', () => {
	assert.deepEqual(resultLines(hostile), [
		String.raw`CRASHED a # SKIP \b\nok 5\x1b[2J.play (0 ms)`,
		'  ...',
		'  ---',
		String.raw`  ok 6 - \x1b]0;title\x07`,
		String.raw`  not ok 7\nBail out!`,
	]);
});
