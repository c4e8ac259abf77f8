/** Bytes on their way to a file: copied, or left where they are, and in order either way. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {Chunks, type Chunk} from '../../source/formats/chunks.ts';

const long = new Uint8Array(10_000).fill(0x61);

/** What is made, with runs told by their length. */
function made(chunks: Chunks): string {
	return Buffer.concat(chunks.take().flatMap(chunk => chunk.parts())).toString().replaceAll(/(?<letter>[a-z])\k<letter>{9,}/gv, run => `${run[0]}*${run.length}`);
}

/** A block of words with bytes in the middle. */
function block(chunks: Chunks, before: string, bytes: Uint8Array, behind: string): void {
	const chunk = chunks.reserve(before.length + behind.length);
	chunk.bytes.set(Buffer.from(before + behind), chunk.length);
	chunks.commit(chunk, before.length + behind.length, {at: before.length, bytes});
}

test('borrowed bytes stand where they were told to, between the own ones', () => {
	const chunks = new Chunks({isStable: true});
	chunks.text('head ');
	block(chunks, '[', long, '] ');
	block(chunks, '<', long.subarray(0, 9000), '> ');
	chunks.bytes(long);
	chunks.text(' end');
	assert.equal(chunks.waiting_bytes, 5 + 10_003 + 9003 + 10_000 + 4);
	assert.equal(made(chunks), 'head [a*10000] <a*9000> a*10000 end');
	assert.equal(chunks.waiting_bytes, 0);
});

test('stable bytes are borrowed when there are many; others are copied, and may change', () => {
	const bytes = new Uint8Array(10_000).fill(0x61);
	const copied = new Chunks({isStable: false});
	copied.bytes(bytes);
	const few = new Chunks({isStable: true});
	few.bytes(bytes.subarray(0, 100));
	assert.deepEqual([copied.borrows(bytes), few.borrows(bytes), few.borrows(bytes.subarray(0, 100))], [false, true, false]);
	bytes.fill(0x62);
	assert.deepEqual([made(copied), made(few)], ['a*10000', 'a*100']);
});

test('a recycled chunk holds nothing of what it held', () => {
	const chunks = new Chunks({isStable: true});
	block(chunks, '[', long, ']');
	chunks.recycle(chunks.take());
	chunks.text('again');
	assert.equal(made(chunks), 'again');
});

test('one file after the other is written from the same chunks', () => {
	const spare: Chunk[] = [];
	const used = new Set<ArrayBufferLike>();
	for (const text of ['one', 'two', 'three']) {
		const chunks = new Chunks({isStable: false, spare});
		chunks.text(text);
		const taken = chunks.take();
		assert.equal(Buffer.concat(taken.flatMap(chunk => chunk.parts())).toString(), text);
		for (const {bytes} of taken) {
			used.add(bytes.buffer);
		}

		chunks.recycle(taken);
	}

	assert.equal(used.size, 1);
});

test('of the chunks that were written four are kept, and none that is larger than others: the memory of the rest is given back', () => {
	const chunks = new Chunks({isStable: false});
	const large_bytes = 1024 * 1024;
	for (const size_bytes of [large_bytes + 1, ...Array.from({length: 6}, () => large_bytes)]) {
		chunks.bytes(new Uint8Array(size_bytes));
	}

	const taken = chunks.take();
	chunks.recycle(taken);
	assert.deepEqual(taken.map(({bytes}) => bytes.length / large_bytes), [0, 1, 1, 1, 1, 0, 0]);
	chunks.text('again');
	assert.equal(made(chunks), 'again');
});
