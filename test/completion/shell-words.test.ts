import assert from 'node:assert/strict';
import {test} from 'node:test';
import {shellWords} from '../../source/completion/shell-words.ts';

const lines: ReadonlyArray<readonly [line: string, words: readonly string[], openQuote?: {character: string; at: number}]> = [
	['', ['']],
	['sockplay', ['sockplay']],
	['sockplay ', ['sockplay', '']],
	['a  b\tc', ['a', 'b', 'c']],
	[String.raw`a\ b c\"`, ['a b', 'c"']],
	['\'a b\' ""', ['a b', '']],
	['x=\'a b', ['x=a b'], {character: '\'', at: 2}],
	[String.raw`"a\"b\n\\`, [String.raw`a"b\n` + '\\'], {character: '"', at: 0}],
	[String.raw`'a\' b`, ['a\\', 'b']],
	['a\\', ['a']],
];

for (const [line, words, openQuote] of lines) {
	test(`${JSON.stringify(line)} is ${words.length}`, () => {
		assert.deepEqual(shellWords(line), {words, ...(openQuote !== undefined && {openQuote})});
	});
}
