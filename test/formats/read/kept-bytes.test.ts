import assert from 'node:assert/strict';
import {test} from 'node:test';
import {KeptBytes} from '../../../source/formats/read/kept-bytes.ts';

test('pieces are put together once, when there are enough', () => {
	const kept = new KeptBytes();
	kept.keep(Uint8Array.of(0), 1000);
	const joined = Array.from({length: 999}, () => kept.join(Uint8Array.of(1))).filter(bytes => bytes !== undefined);
	assert.deepEqual(joined.map(({length}) => length), [1000]);
	assert.equal(kept.length, 0);
});

test('what is kept stays as it was when the memory is filled anew', () => {
	const kept = new KeptBytes();
	const memory = Uint8Array.of(1, 2);
	kept.keep(memory, 4);
	memory.fill(9);
	assert.deepEqual(kept.join(Uint8Array.of(3, 4)), Uint8Array.of(1, 2, 3, 4));
});

test('one piece after the other is joined in the same memory, once it is large enough', () => {
	const kept = new KeptBytes();
	const memory = new Set<ArrayBufferLike>();
	for (let round = 0; round < 20; round++) {
		kept.keep(Uint8Array.of(round), 2);
		const all = kept.join(Uint8Array.of(1, 2, 3))!;
		assert.deepEqual(all, Uint8Array.of(round, 1, 2, 3));
		memory.add(all.buffer);
		kept.keep(all.subarray(2), 3);
		assert.deepEqual(kept.join(Uint8Array.of(4)), Uint8Array.of(2, 3, 4));
	}

	assert.equal(memory.size, 1);
});
