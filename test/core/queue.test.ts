import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Queue} from '../../source/core/queue.ts';
import {seeded} from '../helpers/seeded.ts';

test('what goes in first comes out first, whatever the order of calls', () => {
	const random = seeded(7);
	const queue = new Queue<number>();
	const list: number[] = [];
	for (let turn = 0; turn < 20_000; turn++) {
		if (random() * 10 < (Math.floor(turn / 2000) % 2 === 0 ? 7 : 3)) {
			queue.push(turn);
			list.push(turn);
		} else {
			assert.equal(queue.shift(), list.shift());
		}

		assert.deepEqual([queue.length, queue.first], [list.length, list[0]]);
	}

	assert.deepEqual(queue.takeAll(), list);
	assert.deepEqual([queue.length, queue.first, queue.shift()], [0, undefined, undefined]);
});

test('the first can be another', () => {
	const queue = new Queue<string>();
	for (const item of ['a', 'b', 'c']) {
		queue.push(item);
	}

	queue.shift();
	queue.replaceFirst('B');
	assert.deepEqual(queue.takeAll(), ['B', 'c']);
});

test('a million are taken one by one without moving those that are left each time', () => {
	const queue = new Queue<number>();
	for (let item = 0; item < 1_000_000; item++) {
		queue.push(item);
	}

	let sum = 0;
	for (let item = 0; item < 1_000_000; item++) {
		sum += queue.shift()!;
	}

	assert.equal(sum, 499_999_500_000);
});
