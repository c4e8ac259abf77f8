import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {closeSync, openSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {Writer, type Output} from '../../source/screen/writer.ts';

type Done = (error?: Error) => void;

/** A terminal whose writes end when the test says so. */
class SlowOutput extends EventEmitter {
	readonly written: string[] = [];
	readonly ends: Done[] = [];
	readonly blocking: boolean[] = [];
	fd = -1;

	constructor() {
		super();
		Object.assign(this, {_handle: {setBlocking: (isBlocking: boolean) => {
			this.blocking.push(isBlocking);
			return 0;
		}}});
	}

	write(text: string, done: Done): boolean {
		this.written.push(text);
		this.ends.push(done);
		return true;
	}

	takeAll(error?: Error): void {
		for (const end of this.ends.splice(0)) {
			end(error);
		}
	}
}

function open() {
	const output = new SlowOutput();
	const told: string[] = [];
	const writer = new Writer(output as unknown as Output, {
		drained() {
			told.push('drained');
		},
		gone(error) {
			told.push(`gone ${error.message}`);
		},
	});
	return {output, writer, told};
}

test('a write is under way until the terminal has taken it', () => {
	const {output, writer, told} = open();
	assert.equal(writer.busy, false);
	writer.write('frame');
	assert.equal(writer.busy, true);
	assert.deepEqual(told, []);
	output.takeAll();
	assert.equal(writer.busy, false);
	assert.deepEqual(told, ['drained']);
});

test('what is written behind a write under way is what is waited for', async () => {
	const {output, writer, told} = open();
	writer.write('frame');
	writer.write('leave');
	const [first, second] = output.ends.splice(0);
	first!();
	assert.equal(writer.busy, true);
	const flushed = writer.flush(10_000);
	second!();
	assert.equal(await flushed, true);
	assert.deepEqual(output.written, ['frame', 'leave']);
	assert.deepEqual(told, ['drained']);
});

test('a flush gives up after its limit', async () => {
	const {writer} = open();
	writer.write('frame');
	assert.equal(await writer.flush(1), false);
	assert.equal(writer.busy, true);
});

test('a terminal that is gone is told once, and gets nothing more', async () => {
	const {output, writer, told} = open();
	writer.write('frame');
	const flushed = writer.flush(10_000);
	output.emit('error', new Error('EIO'));
	output.takeAll(new Error('EIO again'));
	assert.equal(await flushed, false);
	assert.deepEqual(told, ['gone EIO']);
	writer.write('late');
	assert.deepEqual(output.written, ['frame']);
	assert.equal(writer.busy, false);
});

test('the file does not block while the screen is open, and does again when it is given back', () => {
	const {output, writer} = open();
	assert.deepEqual(output.blocking, [false]);
	writer.close();
	assert.deepEqual(output.blocking, [false, true]);
	output.emit('error', new Error('too late to matter'));
});

test('a file with a write under way stays as it is', () => {
	const {output, writer} = open();
	writer.write('frame');
	writer.close();
	assert.deepEqual(output.blocking, [false]);
});

test('where the handle cannot be told not to block, the file is written on another thread', async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'writer-'));
	const file = path.join(folder, 'output');
	const fd = openSync(file, 'w');
	const drained = Promise.withResolvers<void>();
	const output = Object.assign(new EventEmitter(), {fd, write: () => assert.fail('written on this thread')});
	const writer = new Writer(output as unknown as Output, {drained: drained.resolve, gone: drained.reject});
	writer.write('chào');
	assert.equal(writer.busy, true);
	await drained.promise;
	writer.writeNow(' và');
	assert.equal(readFileSync(file, 'utf8'), 'chào và');
	closeSync(fd);
	await rm(folder, {recursive: true});
});

test('a file that cannot be written is a terminal that is gone', async () => {
	const gone = Promise.withResolvers<Error>();
	const output = Object.assign(new EventEmitter(), {fd: 1_000_000, write: () => true});
	const writer = new Writer(output as unknown as Output, {drained() {
		gone.reject(new Error('drained'));
	}, gone: gone.resolve});
	writer.write('frame');
	const {code} = await gone.promise as NodeJS.ErrnoException;
	assert.equal(code, 'EBADF');
});
