import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {SlidingList} from '../../source/core/sliding-list.ts';

function isBelow(limit: number): (item: number) => boolean {
	return item => item < limit;
}

function drawn(list: SlidingList<number>, indices: readonly number[]) {
	const {first, end, size} = list;
	return {first, end, size, items: indices.map(index => list.at(index))};
}

const step = fc.record({pushed: fc.nat(6000), dropped: fc.nat(6000)});

test('an item keeps its index, whatever is pushed and dropped', () => {
	fc.assert(fc.property(fc.array(step, {maxLength: 8}), steps => {
		const list = new SlidingList<number>();
		let [first, end] = [0, 0];
		for (const {pushed, dropped} of steps) {
			for (let count = 0; count < pushed; count++) {
				list.push(end * 10);
				end++;
			}

			list.dropBefore(first + dropped);
			first = Math.min(end, first + dropped);
			assert.deepEqual(drawn(list, [first - 1, first, end - 1, end]), {
				first,
				end,
				size: end - first,
				items: [undefined, ...end > first ? [first * 10, (end - 1) * 10] : [undefined, undefined], undefined],
			});
			const middle = Math.floor((first + end) / 2);
			assert.equal(list.search(isBelow(middle * 10)), middle);
		}
	}), {numRuns: 50});
});

test('an index before the first drops nothing, and one behind the end all', () => {
	const list = new SlidingList<string>();
	for (const item of 'abcd') {
		list.push(item);
	}

	list.dropBefore(2);
	list.dropBefore(1);
	assert.deepEqual([list.first, list.at(1), list.at(2)], [2, undefined, 'c']);
	list.replace(3, 'D');
	assert.equal(list.at(3), 'D');
	list.dropBefore(9);
	assert.deepEqual([list.first, list.end, list.size], [4, 4, 0]);
	list.push('e');
	assert.deepEqual([list.at(3), list.at(4)], [undefined, 'e']);
});
