import assert from 'node:assert/strict';
import {test} from 'node:test';
import {TimeQueue} from '../../source/link/time-queue.ts';

test('a queue by time: equal times stay in order, an earlier one overtakes', () => {
	const queue = new TimeQueue<string>();
	const overtaken = [['a', 30], ['b', 10], ['c', 30], ['d', 10], ['e', 20]].map(([item, due_us]) => queue.push(item as string, due_us as number));
	assert.deepEqual(overtaken, [0, 1, 0, 2, 2]);
	assert.equal(queue.first_us, 10);
	assert.deepEqual([queue.shift(), queue.shift(), queue.length], ['b', 'd', 3]);
	assert.deepEqual(queue.clear(), ['e', 'a', 'c']);
	assert.equal(queue.first_us, Infinity);
});
