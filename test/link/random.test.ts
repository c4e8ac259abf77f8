import assert from 'node:assert/strict';
import {test} from 'node:test';
import {correlated, seededRandom} from '../../source/link/random.ts';

test('random: the same words, the same numbers; evenly spread; the words are told apart', () => {
	const draw = (...words: string[]) => {
		const random = seededRandom(...words);
		return Array.from({length: 10_000}, () => random());
	};

	assert.deepEqual(draw('a', 'b'), draw('a', 'b'));
	assert.notDeepEqual(draw('a', 'b').slice(0, 4), draw('ab', '').slice(0, 4));
	const tenths = Array.from({length: 10}, (_, tenth) => draw('a').filter(value => Math.floor(value * 10) === tenth).length);
	assert.equal(tenths.every(count => Math.abs(count - 1000) < 120), true, tenths.join(' '));
});

test('correlated: a fraction of the numbers is the one before again, and the spread stays', () => {
	const random = correlated(seededRandom('c'), 0.25);
	const values = Array.from({length: 20_000}, () => random());
	const repeated = values.filter((value, index) => index > 0 && value === values[index - 1]).length;
	assert.equal(Math.abs(repeated / values.length - 0.25) < 0.02, true, `${repeated}`);
	assert.equal(Math.abs(values.filter(value => value < 0.01).length / values.length - 0.01) < 0.003, true);
});
