import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {Chunks} from '../../source/formats/chunks.ts';
import {FileWriter} from '../../source/recorder/file-writer.ts';
import type {Output} from '../../source/recorder/output.ts';

const long = new Uint8Array(10_000).fill(0x61);

test('a write may end anywhere: the rest follows, and a file that fails ends with a whole block', () => {
	const whole = '[a*10000]';
	for (const [max_bytes, expected] of [[1, ''], [5000, ''], [10_001, ''], [10_002, whole], [15_000, whole], [20_003, whole], [20_004, whole + whole]] as const) {
		let content = Buffer.alloc(0);
		const output: Output = {
			write(parts, at, done) {
				const room = max_bytes - at;
				const taken = Buffer.concat(parts).subarray(0, Math.min(room, 3333));
				content = Buffer.concat([content.subarray(0, at), taken]);
				done(room === 0 ? Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'}) : undefined, taken.length);
			},
			writeNow: () => undefined,
			async close(length) {
				content = content.subarray(0, length);
			},
		};
		const chunks = new Chunks({isStable: true});
		for (const _ of [1, 2, 3]) {
			addBlock(chunks);
		}

		new FileWriter(chunks, output, () => undefined).flush();
		assert.equal(content.toString().replaceAll(/a+/gv, run => `a*${run.length}`), expected, `${max_bytes} bytes`);
	}
});

/** `[aaa…]`, one block of 10,002 bytes. */
function addBlock(chunks: Chunks): void {
	const chunk = chunks.reserve(2);
	chunk.bytes.set(Buffer.from('[]'), chunk.length);
	chunks.commit(chunk, 2, {at: 1, bytes: long});
}
