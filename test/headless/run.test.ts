/** A session without a screen whose reader, disk or network is slow: what it waits for, and for how long. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {PassThrough, Readable, Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {test, type TestContext} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {verbNames} from '../../source/commands/table.ts';
import type {Clock} from '../../source/core/clock.ts';
import {limits} from '../../source/core/limits.ts';
import type {Recorder, RecorderObserver} from '../../source/recorder/recorder.ts';
import {runHeadless, type HeadlessSettings} from '../../source/headless/run.ts';
import {Lab} from '../../source/lab/lab.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {HeldOutput} from '../helpers/held-output.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';

type Wanted = Partial<HeadlessSettings> & {readonly recorder?: Recorder; readonly clock?: Clock};

const {promise: never} = Promise.withResolvers<number>();

function run({recorder, clock, ...wanted}: Wanted): {readonly code: Promise<number>; readonly isOver: () => boolean} {
	const network = memoryNetwork();
	const lab = new Lab({network, now_us: () => 0, random: count => new Uint8Array(count), reservedNames: verbNames, ...recorder !== undefined && {recorder}, ...clock !== undefined && {clock}});
	const nowhere = () => new PassThrough().resume();
	let isOver = false;
	const code = runHeadless({lab, lines: [], input: Readable.from([]), output: nowhere(), errors: nowhere(), format: 'plain', stop: never, stopNow: never, ...wanted});
	void code.then(() => {
		isOver = true;
	});
	return {code, isOver: () => isOver};
}

async function turns(count = 50): Promise<void> {
	for (let turn = 0; turn < count; turn++) {
		await nextTurn();
	}
}

function temporaryFile(t: TestContext): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-run-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	return path.join(folder, 'talk.jsonl');
}

/** A recorder on whose disk nothing ever arrives. */
function stuckRecorder(): {readonly recorder: Recorder; readonly observed: Promise<RecorderObserver>} {
	const {promise, resolve} = Promise.withResolvers<RecorderObserver>();
	const recorder: Recorder = ({handle}, observer) => {
		void handle.close();
		resolve(observer);
		return {write: () => undefined, end: async () => never, endNow: () => undefined};
	};

	return {recorder, observed: promise};
}

test('an explanation is waited for until it was taken', async () => {
	const errors = new HeldOutput();
	const {code, isOver} = run({lines: ['listn'], errors});
	await errors.written;
	await turns();
	assert.equal(isOver(), false);
	errors.release();
	assert.equal(await code, 2);
	assert.deepEqual(errors.lines, ['listn', '^^^^^ there is no such verb; `listen` is one']);
});

test('lines wait while nobody reads what they tell', async () => {
	const output = new HeldOutput();
	const input = Readable.from(Array.from({length: 1000}, (_, index) => Buffer.from(`say ${index}\n`)));
	const {code} = run({input, output});
	await output.written;
	await turns();
	assert.equal(output.writableLength < 100, true);
	output.release();
	assert.equal(await code, 0);
	assert.equal(output.lines.length, 1000);
});

test('a reader that has gone is no failure, a full disk is', async () => {
	for (const [failure, wanted, told] of [['EPIPE', 0, []], ['ENOSPC', 1, ['standard output failed: ENOSPC: refused']]] as const) {
		const output = new Writable({write(_chunk, _encoding, done) {
			done(Object.assign(new Error(`${failure}: refused`), {code: failure}));
		}});
		const errors = new HeldOutput();
		errors.release();
		const {code} = run({lines: ['listen tcp:4000'], output, errors});
		assert.equal(await code, wanted);
		assert.deepEqual(errors.lines, told);
	}
});

test('a recording that stopped makes the exit code 1', async (t: TestContext) => {
	const observed = Promise.withResolvers<RecorderObserver>();
	const recorder: Recorder = ({handle}, observer) => {
		observed.resolve(observer);
		return {
			write: () => undefined,
			async end() {
				await handle.close();
				return 0;
			},
			endNow: () => undefined,
		};
	};

	const input = new PassThrough();
	const {code} = run({lines: [`record ${temporaryFile(t)}`], input, recorder});
	const observer = await observed.promise;
	observer.failed('ENOSPC', 100);
	input.end('say on\nquit\n');
	t.assert.strictEqual(await code, 1);
});

test('after a signal the end of a recording is waited for a time, and it is told when that was not enough', async (t: TestContext) => {
	const file = temporaryFile(t);
	const {recorder, observed} = stuckRecorder();
	const signal = Promise.withResolvers<number>();
	const errors = new HeldOutput();
	errors.release();
	const clock = new FakeClock();
	const {code, isOver} = run({lines: [`record ${file}`, 'listen tcp:4000'], recorder, clock, stop: signal.promise, errors});
	await observed;
	await turns();
	signal.resolve(130);
	await turns();
	clock.pass((limits.exit_work_ms - 1) * 1000);
	await turns();
	t.assert.strictEqual(isOver(), false);
	clock.pass(1000);
	t.assert.strictEqual(await code, 130);
	t.assert.deepStrictEqual(errors.lines, [`${file} is incomplete: its end was not written in time`]);
});

test('a second signal waits for nothing', async (t: TestContext) => {
	const {recorder, observed} = stuckRecorder();
	const [first, second] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
	const clock = new FakeClock();
	const {code, isOver} = run({lines: [`record ${temporaryFile(t)}`, 'listen tcp:4000'], recorder, clock, stop: first.promise, stopNow: second.promise, output: new HeldOutput()});
	await observed;
	first.resolve(130);
	await turns();
	t.assert.strictEqual(isOver(), false);
	second.resolve(130);
	t.assert.strictEqual(await code, 130);
});

test('without a signal it is waited for', async (t: TestContext) => {
	const {recorder, observed} = stuckRecorder();
	const clock = new FakeClock();
	const {isOver} = run({lines: [`record ${temporaryFile(t)}`, 'quit'], recorder, clock});
	await observed;
	await turns();
	clock.pass(10 * limits.exit_work_ms * 1000);
	await turns();
	t.assert.strictEqual(isOver(), false);
});

test('standard input that cannot be read is told', async () => {
	const errors = new HeldOutput();
	errors.release();
	const input = new Readable({read() {
		this.destroy(new Error('EISDIR: illegal operation on a directory, read'));
	}});
	const {code} = run({input, errors});
	assert.equal(await code, 1);
	assert.deepEqual(errors.lines, ['standard input failed: Error: EISDIR: illegal operation on a directory, read']);
});

test('what was expected and did not come is 1, with both on standard error; a refusal that was expected is none', async () => {
	const errors = new PassThrough();
	const {code} = run({lines: ['connect tcp:1', 'expect refused', 'listen tcp:0', 'connect s1', 'send ho', 's1 expect hi', 'quit'], errors});
	assert.equal(await code, 1);
	errors.end();
	const told = await text(errors);
	assert.deepEqual(told.trimEnd().split('\n'), [
		's1 expected "hi" but "ho" came',
		'byte 1 differs: 69 "i" was expected, 6f "o" came',
		'- 0000  68 69                                            hi',
		'+ 0000  68 6f                                            ho',
		'           ^^',
	]);
	assert.equal(await run({lines: ['connect tcp:1', 'expect refused']}).code, 0);
	assert.equal(await run({lines: ['connect tcp:1', 'connect tcp:1', 'expect refused']}).code, 1);
	assert.equal(await run({lines: ['connect tcp:1', 'say so', 'expect refused']}).code, 1);
});
