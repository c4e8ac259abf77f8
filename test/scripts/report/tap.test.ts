import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tapBailOut, tapBegin, tapResult} from '../../../source/scripts/report/tap.ts';
import {failed, hostile, passed} from './results.ts';

test('tests that passed are a line each, below the version and the plan', () => {
	assert.equal(tapBegin(2) + tapResult(1, passed) + tapResult(2, {...passed, file: 'chat.play'}), `TAP version 13
1..2
ok 1 - examples/http.play # time=12.3ms
ok 2 - chat.play # time=12.3ms
`);
});

test('below a test that failed stands what was expected, what came, and what the script printed', () => {
	assert.equal(tapResult(3, failed), String.raw`not ok 3 - talk.play # time=2000.5ms
  ---
  message: "expected \"hello\\n\", \"hullo\\n\" came"
  outcome: failed
  at:
    file: "talk.play"
    line: 7
  explanation: |
    talk.play:7: expect hello\n
      expected  68 65 6c 6c 6f 0a
      came      68 75 6c 6c 6f 0a
                   ^^
  output: |2
      a word of the script
  ...
`);
});

test('nothing that a file, a message or a peer says is read as TAP or YAML, or reaches a terminal', () => {
	assert.equal(tapResult(4, hostile), String.raw`not ok 4 - a \# SKIP \\b\\nok 5\\x1b[2J.play # time=0.0ms
  ---
  message: "]]> <x a=\"'&\"> \\0\\x1b[31m\\u{202e}\\u{d800}\\n..."
  outcome: crashed
  explanation: |
    ...
    ---
    ok 6 - \x1b]0;title\x07
    not ok 7\nBail out!
  ...
`);
	assert.equal(tapBailOut('SIGINT\nok 1'), 'Bail out! SIGINT\\nok 1\n');
});
