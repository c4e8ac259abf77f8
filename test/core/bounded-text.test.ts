import assert from 'node:assert/strict';
import {test} from 'node:test';
import {boundFact, boundText, isLong, textLength} from '../../source/core/bounded-text.ts';
import {limits} from '../../source/core/limits.ts';

test('a long text is cut, and says how much of it is missing', () => {
	const text = 'a'.repeat(limits.text_characters);
	assert.equal(boundText(text), text);
	assert.match(boundText(`${text}b`), /^a+… \(\d+ more characters\)$/v);
	assert.ok(boundText('a'.repeat(9_000_000)).length <= limits.text_characters);
	assert.equal(boundText('a'.repeat(100), 64), `${'a'.repeat(41)}… (59 more characters)`);
});

test('what was cut once is not cut again', () => {
	for (const length of [65, 99, 100, 1000, 1_000_000]) {
		const cut = boundText('a'.repeat(length), 64);
		assert.ok(cut.length <= 64);
		assert.equal(boundText(cut, 64), cut);
	}
});

test('no character is cut in two', () => {
	for (const before of ['', 'a']) {
		assert.ok(boundText(before + '👍'.repeat(100), 64).isWellFormed());
	}
});

test('a fact: every text of it', () => {
	const long = 'é'.repeat(limits.text_characters + 1);
	const fact = boundFact({event: 'error', message: long, remote: long, args: 'short', result: 3});
	assert.deepEqual([isLong(fact.message), isLong(fact.remote), fact.args, fact.result], [false, false, 'short', 3]);
	assert.equal(textLength(fact), fact.message!.length + fact.remote!.length + 'short'.length);
	const short = {event: 'note', message: 'short'} as const;
	assert.equal(boundFact(short), short);
});
