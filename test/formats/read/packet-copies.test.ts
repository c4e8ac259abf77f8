import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PacketCopies} from '../../../source/formats/read/packet-copies.ts';

test('what was released is written again where it is large enough, and what was not stays as it is', () => {
	const copies = new PacketCopies();
	const kept = copies.copy(Uint8Array.of(1, 2, 3));
	const used = new Set<ArrayBufferLike>();
	for (const length of [5, 8, 1, 9, 16, 2, 12]) {
		const copy = copies.copy(new Uint8Array(length).fill(length));
		assert.deepEqual(copy, new Uint8Array(length).fill(length));
		used.add(copy.buffer);
		copies.release(copy);
	}

	assert.deepEqual(Array.from(used, ({byteLength}) => byteLength), [8, 16]);
	assert.deepEqual(kept, Uint8Array.of(1, 2, 3));
});

test('memory of a packet larger than IP has them is not used again', () => {
	const copies = new PacketCopies();
	const large = copies.copy(new Uint8Array(65_537));
	copies.release(large);
	assert.notEqual(copies.copy(Uint8Array.of(1)).buffer, large.buffer);
});
