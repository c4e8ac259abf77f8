import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withSlashes} from '../../source/core/command-words.ts';

test('on the screen a line in backquotes has the slash of a prompt', () => {
	const table = [
		['nobody listens on 127.0.0.1:1; `listen tcp:1` starts a listener', 'nobody listens on 127.0.0.1:1; `/listen tcp:1` starts a listener'],
		['`listen tcp:4000` or `connect tcp:4000` makes one', '`/listen tcp:4000` or `/connect tcp:4000` makes one'],
		['`/list` has it', '`/list` has it'],
		['one ` alone, and `` nothing', 'one ` alone, and `` nothing'],
	] as const;
	assert.deepEqual(table.map(([text]) => [text, withSlashes(text)]), table);
});
