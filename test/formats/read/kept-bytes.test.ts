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
