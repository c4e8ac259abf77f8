import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {allBytes, mappedMemory, mappedSharedMemory, unmap} from '../../source/core/mapped-memory.ts';

const piece_bytes = 1024 * 1024;
const pieces = 64;

/** A round that is not given back stays so; collecting takes a moment on a thread of its own. */
const patience_ms = 10_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function resident_MiB(): number {
	return process.memoryUsage.rss() / 1024 / 1024;
}

/** Fills so many pieces; small ones lie between them, as they do in a session, and stay. */
function fill(take: (size_bytes: number) => ArrayBufferLike, small: ArrayBuffer[]): number {
	const held = Array.from({length: pieces}, () => {
		small.push(new ArrayBuffer(3000));
		return allBytes(take(piece_bytes)).fill(1);
	});
	return held.length;
}

for (const [name, take] of [['for one thread', mappedMemory], ['shared', mappedSharedMemory]] as const) {
	test(`mapped memory (${name}) is not resident any more when it was collected, again and again`, async () => {
		const small: ArrayBuffer[] = [];
		const before_MiB = resident_MiB();
		for (let round = 1; round <= 3; round++) {
			assert.equal(fill(take, small), pieces);
			const until_ms = performance.now() + patience_ms;
			while (resident_MiB() > before_MiB + (pieces / 4)) {
				assert.ok(performance.now() < until_ms, `round ${round}: ${(resident_MiB() - before_MiB).toFixed(0)} MiB more than before`);
				collect();
				await nextTurn();
			}
		}
	});
}

test('memory that is given back is not resident any more at once, and views of it have no bytes', () => {
	const before_MiB = resident_MiB();
	const held = Array.from({length: pieces}, () => allBytes(mappedMemory(piece_bytes)).fill(1));
	const full_MiB = resident_MiB();
	for (const {buffer} of held) {
		unmap(buffer);
	}

	const after_MiB = resident_MiB();
	const told = [before_MiB, full_MiB, after_MiB].map(value => value.toFixed(0)).join(', ');
	assert.ok(full_MiB > before_MiB + (pieces / 2), `${told} MiB before, filled, given back`);
	assert.ok(after_MiB < full_MiB - (pieces / 2), `${told} MiB before, filled, given back`);
	assert.equal(held[0]!.length, 0);
});

test('all of it is one view of fixed length', () => {
	const bytes = allBytes(mappedSharedMemory(piece_bytes));
	assert.deepEqual([bytes.length, bytes.byteOffset, bytes.at(-1)], [piece_bytes, 0, 0]);
});
