import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ByteStore} from '../../source/core/byte-store.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const bytes = (written: string) => new TextEncoder().encode(written);

test('bytes are found by where they were put, until they are let go', () => {
	const store = new ByteStore(10);
	const first = {at: store.append(bytes('hello')), length: 5};
	const second = {at: store.append(bytes('world')), length: 5};
	assert.deepEqual([text(store.read(first)), text(store.read(second))], ['hello', 'world']);
	store.append(bytes('!'));
	assert.deepEqual([store.read(first), text(store.read(second))], [undefined, 'world']);
	assert.equal(text(store.read({at: 1, length: 4})), 'ello', 'the rest of it is still here');
	assert.deepEqual([store.kept_bytes, store.letGo_bytes], [10, 1]);
});

test('of more than fits, the tail is kept', () => {
	const store = new ByteStore(4);
	assert.equal(store.append(bytes('abcdefgh')), 0);
	assert.equal(text(store.read({at: 4, length: 4})), 'efgh');
	assert.deepEqual([store.first, store.kept_bytes, store.letGo_bytes], [4, 4, 4]);
});

test('what was never stored is not read', () => {
	const store = new ByteStore(4);
	assert.equal(store.read({at: 0, length: 1}), undefined);
	assert.deepEqual(store.read({at: 0, length: 0}), new Uint8Array(0));
});

test('a store that was cleared goes on from where it was', () => {
	const store = new ByteStore(100);
	store.append(bytes('before'));
	store.clear();
	assert.deepEqual([store.kept_bytes, store.letGo_bytes, store.read({at: 0, length: 6})], [0, 0, undefined]);
	assert.equal(text(store.read({at: store.append(bytes('after')), length: 5})), 'after');
});

test('a store is one long array whose front is cut off', () => {
	const random = seeded(11);
	for (const limit of [1, 7, 64, (1024 * 1024) + 3]) {
		const store = new ByteStore(limit);
		const longest = limit > 1000 ? 400_000 : 100;
		let all = new Uint8Array(0);
		for (let step = 0; step < 12; step++) {
			const added = randomBytes(random, longest);
			assert.equal(store.append(added), all.length);
			all = Uint8Array.from([...all, ...added]);
			const first = Math.max(0, all.length - limit);
			assert.deepEqual([store.first, store.kept_bytes], [first, all.length - first]);
			assert.deepEqual(store.read({at: first, length: all.length - first}), all.subarray(first));
			assert.equal(store.has({at: first - 1, length: 1}), false);
			const middle = {at: first + Math.floor((all.length - first) / 2), length: Math.floor((all.length - first) / 3)};
			const expected = all.slice(middle.at, middle.at + middle.length);
			assert.deepEqual(store.read(middle), expected);
			assert.equal(store.equals(middle, expected), true);
			expected[0] = 255 - (expected[0] ?? 0);
			assert.equal(store.equals(middle, expected), expected.length === 0 || middle.length === 0);
		}
	}
});

test('a snapshot keeps its bytes, whatever is written later', () => {
	const random = seeded(5);
	for (const limit of [7, 64, 2_500_000]) {
		const store = new ByteStore(limit);
		store.append(randomBytes(random, limit * 2));
		const kept = {at: store.first, length: store.kept_bytes};
		const before = store.read(kept)?.slice();
		const snapshot = store.snapshot();
		for (let round = 0; round < 6; round++) {
			store.append(randomBytes(random, limit));
			store.append(new Uint8Array(round % 2 === 0 ? limit * 2 : 1));
		}

		assert.deepEqual(snapshot.read(kept), before);
		assert.equal(snapshot.read({at: kept.at + kept.length, length: 1}), undefined, 'what came later is not in it');
		assert.equal(store.read({at: store.first, length: store.kept_bytes})?.length, limit);
	}
});
