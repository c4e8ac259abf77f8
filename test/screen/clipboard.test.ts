import assert from 'node:assert/strict';
import {test} from 'node:test';
import {clipboardSequence} from '../../source/screen/clipboard.ts';

test('a terminal gets OSC 52', () => {
	assert.equal(clipboardSequence('à', {}), '\u{1B}]52;c;w6A=\u{7}');
	assert.equal(clipboardSequence('à', {TMUX: ''}), '\u{1B}]52;c;w6A=\u{7}');
});

test('inside tmux the terminal around it gets it too, in the wrapping that tmux passes on', () => {
	assert.equal(clipboardSequence('à', {TMUX: '/tmp/tmux'}), '\u{1B}]52;c;w6A=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;w6A=\u{7}\u{1B}\\');
});
