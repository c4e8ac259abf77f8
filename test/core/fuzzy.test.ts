import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bestMatches, matchRank} from '../../source/core/fuzzy.ts';

const texts = ['listen', 'list', 'link', 'reconnect', 'shutdown', 'send FIN (half-close)', 'tcp:127.0.0.1:4000', 'GET'];

const table: ReadonlyArray<readonly [word: string, matches: readonly string[]]> = [
	['li', ['listen', 'list', 'link']],
	['list', ['list', 'listen']],
	['LIST', ['list', 'listen']],
	['lst', ['list', 'listen']],
	['half', ['send FIN (half-close)']],
	['close', ['send FIN (half-close)']],
	['4000', ['tcp:127.0.0.1:4000']],
	['rnt', ['reconnect']],
	['get', ['GET']],
	['zz', []],
];

for (const [word, matches] of table) {
	test(`${word} finds ${matches.length === 0 ? 'nothing' : matches.join(', ')}`, () => {
		assert.deepEqual(bestMatches(word, texts, text => text), matches);
	});
}

test('an empty word finds everything, in its order', () => {
	assert.deepEqual(bestMatches('', texts, text => text), texts);
});

test('a beginning comes before a part, and a part before letters in order', () => {
	assert.deepEqual(['close', 'closed', 'half-close', 'c1 lost once', 'cold'].map(text => matchRank('close', text)), [0, 1, 2, 3, undefined]);
});
