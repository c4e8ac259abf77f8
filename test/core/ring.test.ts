import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Ring} from '../../source/core/ring.ts';
import {seeded} from '../helpers/seeded.ts';

test('a ring keeps the newest and says how many it let go', () => {
	const ring = new Ring<string>(3);
	for (const item of ['a', 'b', 'c', 'd', 'e']) {
		ring.push(item);
	}

	assert.deepEqual([ring.at(1), ring.at(2), ring.at(4), ring.at(5)], [undefined, 'c', 'e', undefined]);
	assert.deepEqual([ring.first, ring.end, ring.size, ring.evicted], [2, 5, 3, 2]);
	ring.clear();
	assert.deepEqual([ring.first, ring.end, ring.size, ring.evicted], [5, 5, 0, 0]);
	assert.equal(ring.push('f'), 5);
	assert.equal(ring.at(5), 'f');
});

test('a ring is a list whose front is cut off', () => {
	const random = seeded(7);
	for (const limit of [1, 2, 5, 16]) {
		const ring = new Ring<number>(limit);
		let first = 0;
		let model: number[] = [];
		for (let step = 0; step < 500; step++) {
			const chance = random();
			if (chance < 0.7) {
				assert.equal(ring.push(step), first + model.length);
				model.push(step);
			} else if (chance < 0.99) {
				assert.equal(ring.shift(), model[0]);
				first += Math.min(1, model.length);
				model = model.slice(1);
			} else {
				ring.clear();
				first += model.length;
				model = [];
			}

			first += Math.max(0, model.length - limit);
			model = model.slice(-limit);
			assert.deepEqual(Array.from({length: ring.size}, (_, index) => ring.at(ring.first + index)), model);
			assert.deepEqual([ring.first, ring.end, ring.at(first - 1)], [first, first + model.length, undefined]);
		}
	}
});

test('a ring lets go by weight, too, but keeps the newest', () => {
	const ring = new Ring<string>(3, {of: item => item.length, max: 5});
	const kept = (...items: readonly string[]) => {
		for (const item of items) {
			ring.push(item);
		}

		return Array.from({length: ring.size}, (_, index) => ring.at(ring.first + index));
	};

	assert.deepEqual(kept('aa', 'bb'), ['aa', 'bb']);
	assert.deepEqual(kept('cc'), ['bb', 'cc']);
	assert.deepEqual(kept('', ''), ['cc', '', '']);
	assert.deepEqual(kept('dddddddd'), ['dddddddd']);
	assert.deepEqual(kept('e'), ['e']);
	assert.equal(ring.evicted, 6);
	ring.clear();
	assert.deepEqual(kept('fffff'), ['fffff']);
});

test('a snapshot stays as it was', () => {
	const ring = new Ring<string>(3);
	for (const item of ['a', 'b', 'c', 'd']) {
		ring.push(item);
	}

	const before = ring.snapshot();
	ring.push('e');
	ring.clear();
	assert.deepEqual([before.first, before.end, before.size, before.evicted], [1, 4, 3, 1]);
	assert.deepEqual([0, 1, 2, 3, 4].map(place => before.at(place)), [undefined, 'b', 'c', 'd', undefined]);
});
