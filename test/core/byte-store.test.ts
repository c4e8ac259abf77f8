import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readBlocks} from '../../source/core/byte-blocks.ts';
import {ByteStore} from '../../source/core/byte-store.ts';
import {concatBytes} from '../../source/core/bytes.ts';
import type {DataRef} from '../../source/core/events.ts';
import type {BlockLease} from '../../source/core/block-lease.ts';
import {limits} from '../../source/core/limits.ts';
import type {Loan} from '../../source/core/loan.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const lent_bytes = 8192;
const bytes = (written: string) => new TextEncoder().encode(written);

test('bytes are found by where they were put, until they are let go', () => {
	const store = new ByteStore(10);
	const first = {at: store.append(bytes('hello')), length: 5};
	const second = {at: store.append(bytes('world')), length: 5};
	assert.deepEqual([text(store.read(first)), text(store.read(second))], ['hello', 'world']);
	store.append(bytes('!'));
	assert.deepEqual([store.read(first), text(store.read(second))], [undefined, 'world']);
	assert.equal(text(store.read({at: 1, length: 4})), 'ello', 'the rest of it is still here');
	assert.deepEqual([store.kept_bytes, store.evicted_bytes], [10, 1]);
});

test('of more than fits, the tail is kept', () => {
	const store = new ByteStore(4);
	assert.equal(store.append(bytes('abcdefgh')), 0);
	assert.equal(text(store.read({at: 4, length: 4})), 'efgh');
	assert.deepEqual([store.first, store.kept_bytes, store.evicted_bytes], [4, 4, 4]);
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
	assert.deepEqual([store.kept_bytes, store.evicted_bytes, store.read({at: 0, length: 6})], [0, 0, undefined]);
	assert.equal(text(store.read({at: store.append(bytes('after')), length: 5})), 'after');
});

test('a store is one long array whose front is cut off', () => {
	const random = seeded(11);
	for (const [limit, block_bytes] of [[1, 1], [7, 3], [64, 64], [64, 1000], [(1024 * 1024) + 3, undefined]] as const) {
		const store = new ByteStore(limit, {size_bytes: block_bytes});
		const longest = limit > 1000 ? 400_000 : 100;
		let all: Uint8Array = new Uint8Array(0);
		for (let step = 0; step < 12; step++) {
			const added = randomBytes(random, longest);
			assert.equal(store.append(added), all.length);
			all = concatBytes([all, added]);
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
	for (const [limit, block_bytes] of [[7, 7], [64, 5], [2_500_000, undefined]] as const) {
		const store = new ByteStore(limit, {size_bytes: block_bytes});
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

test('what is leased stays as it is until it is given back, and no longer takes memory then', () => {
	const random = seeded(7);
	for (const [limit, block_bytes] of [[10, 4], [64, 64], [1_000_000, undefined]] as const) {
		const store = new ByteStore(limit, {size_bytes: block_bytes});
		const leased: Array<{readonly lease: BlockLease; readonly ref: DataRef; readonly bytes: Uint8Array}> = [];
		for (let round = 0; round < 20; round++) {
			const added = randomBytes(random, Math.ceil(limit / 2));
			const ref = {at: store.append(added), length: added.length};
			const lease = store.lease();
			assert.ok(lease.add(ref));
			leased.push({lease, ref, bytes: added});
			if (round % 3 === 2) {
				leased.shift()!.lease.end();
			}

			for (const {lease: held, ref: place, bytes: before} of leased) {
				assert.deepEqual(readBlocks(place, held.size_bytes, position => held.blocks.get(Math.floor(position / held.size_bytes))!.bytes), before);
			}
		}

		assert.ok(store.leased_bytes > 0);
		for (const {lease} of leased) {
			lease.end();
		}

		assert.equal(store.leased_bytes, 0);
	}
});

test('bytes that lie in the store are not stored again', () => {
	const store = new ByteStore(3 * lent_bytes, {size_bytes: lent_bytes});
	const ref = {at: store.append(new Uint8Array(lent_bytes).fill(1)), length: lent_bytes};
	const view = store.view(ref)!;
	assert.deepEqual(view, store.read(ref));
	assert.deepEqual([store.append(view), store.append(view.subarray(100, 5000)), store.kept_bytes], [0, 100, lent_bytes]);
	assert.equal(store.append(view.subarray(0, 5)), lent_bytes, 'a few are copied');
	assert.equal(store.append(new Uint8Array(view)), lent_bytes + 5, 'and equal ones from elsewhere');
	assert.equal(store.view({at: lent_bytes - 1, length: lent_bytes}), undefined, 'two blocks have them');
});

test('a view of bytes that were let go of is stored like any others', () => {
	for (const lose of [
		(store: ByteStore) => store.append(new Uint8Array(lent_bytes)),
		(store: ByteStore) => store.append(new Uint8Array(10 * lent_bytes)),
		(store: ByteStore) => {
			store.clear();
		},
	]) {
		const store = new ByteStore(lent_bytes, {size_bytes: lent_bytes});
		const ref = {at: store.append(new Uint8Array(lent_bytes).fill(1)), length: lent_bytes};
		const view = store.view(ref)!;
		const loan = store.lend(view)!;
		lose(store);
		assert.deepEqual([store.view(ref), store.lend(view)], [undefined, undefined]);
		const again = {at: store.append(view), length: lent_bytes};
		assert.ok(again.at > ref.at);
		assert.deepEqual(store.read(again), new Uint8Array(lent_bytes).fill(1), 'what is lent has not changed');
		loan.end();
	}
});

test('nothing is lent while much memory is held by leases alone', () => {
	const store = new ByteStore(1024 * 1024);
	const loans: Loan[] = [];
	for (;;) {
		const ref = {at: store.append(new Uint8Array(1024 * 1024)), length: 1024 * 1024};
		const loan = store.lend(store.view(ref)!);
		if (loan === undefined) {
			break;
		}

		loans.push(loan);
	}

	assert.ok(store.leased_bytes > limits.leased_bytes);
	assert.ok(store.leased_bytes < limits.leased_bytes + (3 * 1024 * 1024));
	for (const loan of loans) {
		loan.end();
	}

	assert.equal(store.leased_bytes, 0);
});

test('a snapshot keeps what was leased before, too', () => {
	const store = new ByteStore(4, {size_bytes: 2});
	const ref = {at: store.append(bytes('abcd')), length: 4};
	const lease = store.lease();
	lease.add(ref);
	const snapshot = store.snapshot();
	store.append(bytes('efghijkl'));
	lease.end();
	store.append(bytes('mnopqrst'));
	assert.equal(text(snapshot.read(ref)), 'abcd');
});

test('bytes that were written over, or skipped, are not leased; those that are let go of but still in memory are', () => {
	const store = new ByteStore(2, {size_bytes: 4});
	store.append(bytes('abcd'));
	store.append(bytes('ef'));
	assert.equal(store.lease().add({at: 0, length: 6}), true);
	store.append(bytes('ghi'));
	assert.equal(store.lease().add({at: 3, length: 3}), false);
	assert.equal(store.lease().add({at: 4, length: 5}), true);
	const at = store.append(bytes('0123456789'));
	assert.equal(store.lease().add({at, length: 10}), false);
	assert.equal(store.lease().add({at: at + 3, length: 7}), true, 'from position 12 on, where a block begins');
	assert.equal(store.lease().add({at: at + 2, length: 8}), false);
	assert.equal(store.lease().add({at: at + 3, length: 8}), false, 'that is more than was ever there');
});

test('one lease has the bytes from before and after everything was cleared, or most of a piece was skipped', () => {
	for (const gap of ['clear', 'skip']) {
		const store = new ByteStore(8, {size_bytes: 8});
		const lease = store.lease();
		const added = (written: string) => {
			const ref = {at: store.append(bytes(written)), length: written.length};
			assert.ok(lease.add(ref));
			return ref;
		};

		const before = added('abc');
		if (gap === 'clear') {
			store.clear();
		} else {
			store.append(new Uint8Array(18));
		}

		const after = added('xyz');
		const read = (ref: DataRef) => text(readBlocks(ref, lease.size_bytes, position => lease.blocks.get(Math.floor(position / lease.size_bytes))!.bytes));
		assert.deepEqual([read(before), read(after)], ['abc', 'xyz'], gap);
	}
});

test('what was cleared is written again, unless somebody reads it: nothing else frees memory that threads share', () => {
	const store = new ByteStore(8, {size_bytes: 4});
	const memory = new Set<ArrayBufferLike>();
	const fill = () => {
		const at = store.append(bytes('abcdefgh'));
		for (const half of [at, at + 4]) {
			memory.add(store.read({at: half, length: 4})!.buffer);
		}

		return {at, length: 8};
	};

	for (let round = 0; round < 5; round++) {
		fill();
		store.clear();
	}

	assert.equal(memory.size, 2);
	const lease = store.lease();
	const read = fill();
	lease.add(read);
	store.clear();
	fill();
	assert.equal(memory.size, 4);
	assert.equal(text(lease.read(read)), 'abcdefgh');
	lease.end();
	store.clear();
	fill();
	assert.equal(memory.size, 4);
	assert.equal(store.leased_bytes, 0);
});

test('memory of one thread is given back when it is cleared, or when nobody reads it any more', () => {
	const store = new ByteStore(8, {size_bytes: 4, isShared: false});
	const [leased, other] = [store.append(bytes('abcd')), store.append(bytes('efgh'))].map(at => ({at, length: 4})) as [DataRef, DataRef];
	const [here, there] = [store.read(leased)!, store.read(other)!];
	const lease = store.lease();
	lease.add(leased);
	store.clear();
	assert.deepEqual([text(here), there.length], ['abcd', 0]);
	assert.deepEqual([text(lease.read(leased)), store.read(leased), store.leased_bytes], ['abcd', undefined, 4]);
	lease.end();
	assert.deepEqual([here.length, store.leased_bytes], [0, 0]);
	const again = {at: store.append(bytes('ijkl')), length: 4};
	assert.equal(text(store.read(again)), 'ijkl');
});

test('what a snapshot has of memory of one thread stays when it is cleared, also for a lease of it', () => {
	const store = new ByteStore(8, {size_bytes: 4, isShared: false});
	const ref = {at: store.append(bytes('abcdefgh')), length: 8};
	const snapshot = store.snapshot();
	const lease = snapshot.lease();
	lease.add(ref);
	store.clear();
	store.append(bytes('ijklmnop'));
	lease.end();
	assert.equal(text(snapshot.read(ref)), 'abcdefgh');
});
