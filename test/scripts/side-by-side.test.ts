import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test} from 'node:test';
import {runSideBySide} from '../../source/scripts/side-by-side.ts';

/** Jobs that end when they are told to; `begun` has those that have begun. */
class Jobs {
	readonly begun: string[] = [];
	readonly #ends = new Map<string, () => void>();

	job(name: string, ...uses: readonly string[]) {
		return {
			uses: new Set(uses),
			run: async () => new Promise<void>(resolve => {
				this.begun.push(name);
				this.#ends.set(name, resolve);
			}),
		};
	}

	async end(name: string): Promise<readonly string[]> {
		this.#ends.get(name)!();
		await nextTurn();
		return this.begun;
	}
}

test('jobs run side by side, as many as are allowed', async () => {
	const jobs = new Jobs();
	const all = runSideBySide(['a', 'b', 'c', 'd'].map(name => jobs.job(name)), {max: 2});
	assert.deepEqual(jobs.begun, ['a', 'b']);
	assert.deepEqual(await jobs.end('b'), ['a', 'b', 'c']);
	assert.deepEqual(await jobs.end('a'), ['a', 'b', 'c', 'd']);
	await jobs.end('c');
	await jobs.end('d');
	await all;
});

test('jobs that use one address run one after the other, and others pass them', async () => {
	const jobs = new Jobs();
	const all = runSideBySide([
		jobs.job('a', 'tcp:4000'),
		jobs.job('b', 'tcp:4000', 'tcp:5000'),
		jobs.job('c', 'tcp:5000'),
		jobs.job('d', 'udp:4000'),
	], {max: 8});
	assert.deepEqual(jobs.begun, ['a', 'c', 'd']);
	assert.deepEqual(await jobs.end('a'), ['a', 'c', 'd']);
	assert.deepEqual(await jobs.end('c'), ['a', 'c', 'd', 'b']);
	await jobs.end('d');
	await jobs.end('b');
	await all;
});

test('none begins after a stop; those that run come to their ends', async () => {
	const jobs = new Jobs();
	let isStopped = false;
	const all = runSideBySide(['a', 'b', 'c'].map(name => jobs.job(name)), {max: 2, isStopped: () => isStopped});
	isStopped = true;
	await jobs.end('a');
	assert.deepEqual(await jobs.end('b'), ['a', 'b']);
	await all;
	await runSideBySide([], {max: 2});
});
