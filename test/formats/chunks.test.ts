/** Bytes on their way to a file: copied, or left where they are, and in order either way. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {Chunks} from '../../source/formats/chunks.ts';
import {FileWriter} from '../../source/formats/file-writer.ts';
import type {Output} from '../../source/formats/output.ts';

const long = new Uint8Array(10_000).fill(0x61);

/** What is made, with runs told by their length. */
function made(chunks: Chunks): string {
	return Buffer.concat(chunks.take().flatMap(piece => piece.parts())).toString().replaceAll(/(?<letter>[a-z])\k<letter>{9,}/gv, run => `${run[0]}*${run.length}`);
}

/** A block of words with bytes in the middle. */
function block(chunks: Chunks, before: string, bytes: Uint8Array, behind: string): void {
	const piece = chunks.room(before.length + behind.length);
	piece.bytes.set(Buffer.from(before + behind), piece.length);
	chunks.wrote(piece, before.length + behind.length, {at: before.length, bytes});
}

test('borrowed bytes stand where they were told to, between the own ones', () => {
	const chunks = new Chunks({isLent: true});
	chunks.text('head ');
	block(chunks, '[', long, '] ');
	block(chunks, '<', long.subarray(0, 9000), '> ');
	chunks.bytes(long);
	chunks.text(' end');
	assert.equal(chunks.waiting_bytes, 5 + 10_003 + 9003 + 10_000 + 4);
	assert.equal(made(chunks), 'head [a*10000] <a*9000> a*10000 end');
	assert.equal(chunks.waiting_bytes, 0);
});

test('lent bytes are borrowed when there are many; others are copied, and may change', () => {
	const bytes = new Uint8Array(10_000).fill(0x61);
	const copied = new Chunks({isLent: false});
	copied.bytes(bytes);
	const few = new Chunks({isLent: true});
	few.bytes(bytes.subarray(0, 100));
	assert.deepEqual([copied.borrows(bytes), few.borrows(bytes), few.borrows(bytes.subarray(0, 100))], [false, true, false]);
	bytes.fill(0x62);
	assert.deepEqual([made(copied), made(few)], ['a*10000', 'a*100']);
});

test('a piece that was given back holds nothing of what it held', () => {
	const chunks = new Chunks({isLent: true});
	block(chunks, '[', long, ']');
	chunks.giveBack(chunks.take());
	chunks.text('again');
	assert.equal(made(chunks), 'again');
});

test('a write may end anywhere: the rest follows, and a file that fails ends with a whole block', () => {
	const whole = '[a*10000]';
	for (const [most, expected] of [[1, ''], [5000, ''], [10_001, ''], [10_002, whole], [15_000, whole], [20_003, whole], [20_004, whole + whole]] as const) {
		let content = Buffer.alloc(0);
		const output: Output = {
			write(pieces, at, done) {
				const room = most - at;
				const taken = Buffer.concat(pieces).subarray(0, Math.min(room, 3333));
				content = Buffer.concat([content.subarray(0, at), taken]);
				done(room === 0 ? Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'}) : undefined, taken.length);
			},
			writeNow: () => undefined,
			async close(length) {
				content = content.subarray(0, length);
			},
		};
		const chunks = new Chunks({isLent: true});
		block(chunks, '[', long, ']');
		block(chunks, '[', long, ']');
		block(chunks, '[', long, ']');
		new FileWriter(chunks, output, () => undefined).flush();
		assert.equal(content.toString().replaceAll(/a+/gv, run => `a*${run.length}`), expected, `${most} bytes`);
	}
});
