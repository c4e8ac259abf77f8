import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, before, test} from 'node:test';
import {isProblem, type Problem} from '../../source/core/problem.ts';
import {openRegular, readRegular, readRegularSync} from '../../source/files/regular.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
const socket = net.createServer();

before(async () => {
	writeFileSync(path.join(folder, 'file'), 'as it is');
	writeFileSync(path.join(folder, 'empty'), '');
	writeFileSync(path.join(folder, 'secret'), 'not for us');
	chmodSync(path.join(folder, 'secret'), 0);
	mkdirSync(path.join(folder, 'folder'));
	execFileSync('mkfifo', [path.join(folder, 'fifo')]);
	symlinkSync('fifo', path.join(folder, 'link'));
	symlinkSync('circle', path.join(folder, 'circle'));
	await new Promise<void>(resolve => {
		socket.listen(path.join(folder, 'socket'), resolve);
	});
});

after(() => {
	socket.close();
	rmSync(folder, {recursive: true});
});

const told = ({message, hint}: Problem) => `${message}; ${hint ?? ''}`.replaceAll(folder, '');
const textOf = (answer: Uint8Array | Problem) => isProblem(answer) ? told(answer) : new TextDecoder().decode(answer);
const here = (name: string) => path.resolve(folder, name);

for (const [name, expected] of [
	['fifo', '/fifo is a FIFO, not a regular file; put what comes out of it into a file first'],
	['link', '/link is a FIFO, not a regular file; put what comes out of it into a file first'],
	['folder', '/folder is a folder, not a regular file; name a file in it'],
	['socket', '/socket is a Unix socket, not a regular file; connect unix:/socket talks to it'],
	['/dev/null', '/dev/null is a device, not a regular file; put what is to be read of it into a file first'],
	['/dev/tty', '/dev/tty is a device, not a regular file; put what is to be read of it into a file first'],
	['gone', '/gone cannot be read: ENOENT, no such file or directory; '],
	['file/x', '/file/x cannot be read: ENOTDIR, not a directory; a part of the path is a file'],
	['circle', '/circle cannot be read: ELOOP, too many symbolic links encountered; its links lead in a circle'],
] as const) {
	test(`${name} is not read: ${expected}`, async () => {
		const answers = [await openRegular(here(name)), await readRegular(here(name), 100), readRegularSync(here(name), 100)];
		assert.deepEqual(answers.map(answer => isProblem(answer) ? told(answer) : 'read'), [expected, expected, expected]);
	});
}

test('a file without permission', {skip: process.getuid?.() === 0 && 'root may read everything'}, () => {
	const answer = readRegularSync(here('secret'), 100) as Problem;
	assert.equal(told(answer), '/secret cannot be read: EACCES, permission denied; its mode, or that of a folder above it, does not let this user read it');
});

test('a relative path that leads nowhere says where it begins', () => {
	const answer = readRegularSync('nowhere', 100) as Problem;
	assert.equal(answer.hint, `relative paths begin at ${process.cwd()}`);
});

test('a regular file is read whole, up to the limit', async () => {
	for (const [name, max_bytes, expected] of [
		['file', 8, 'as it is'],
		['file', 7, '/file is larger than 7 B; '],
		['empty', 0, ''],
		['empty', 10, ''],
	] as const) {
		const answers = [await readRegular(here(name), max_bytes), readRegularSync(here(name), max_bytes)];
		assert.deepEqual(answers.map(answer => textOf(answer)), [expected, expected]);
	}
});

test('a file whose size says nothing is read to its end, or to the limit', {skip: process.platform !== 'linux'}, () => {
	const whole = execFileSync('cat', ['/proc/filesystems'], {encoding: 'utf8'});
	assert.deepEqual([readRegularSync('/proc/filesystems', 100_000), readRegularSync('/proc/filesystems', whole.length)].map(answer => textOf(answer)), [whole, whole]);
	const answer = readRegularSync('/proc/filesystems', 10) as Problem;
	assert.equal(answer.message, '/proc/filesystems is larger than 10 B');
});

test('an open file is read by its handle', async () => {
	const handle = await openRegular(here('file'));
	assert.ok(!isProblem(handle));
	assert.equal(await handle.readFile('utf8'), 'as it is');
	await handle.close();
});
