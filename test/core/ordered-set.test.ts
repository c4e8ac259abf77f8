import {test, type TestContext} from 'node:test';
import {OrderedSet} from '../../source/core/ordered-set.ts';
import {seeded} from '../helpers/seeded.ts';

test('it is the list that it stands for, after any additions and deletions', (t: TestContext) => {
	const random = seeded(1);
	const set = new OrderedSet<number>();
	let list: number[] = [];
	for (let count = 0; count < 500; count++) {
		const value = Math.floor(random() * 12);
		if (random() < 0.5) {
			set.add(value);
			list = list.includes(value) ? list : [...list, value];
		} else {
			t.assert.strictEqual(set.delete(value), list.includes(value));
			list = list.filter(each => each !== value);
		}

		const at = list.indexOf(value);
		t.assert.deepStrictEqual([set.first, set.last, set.size, set.has(value)], [list[0], list.at(-1), list.length, at !== -1]);
		t.assert.deepStrictEqual(set.values().toArray(), list);
		t.assert.deepStrictEqual(set.backward().toArray(), list.toReversed());
		t.assert.strictEqual(set.findLast(each => each % 2 === 0), list.findLast(each => each % 2 === 0));
		t.assert.deepStrictEqual(set.backward(value).toArray(), at === -1 ? [] : list.slice(0, at).toReversed());
		t.assert.deepStrictEqual(set.after(value).toArray(), at === -1 ? [] : list.slice(at + 1));
	}
});
