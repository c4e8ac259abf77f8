import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {limits} from '../../source/core/limits.ts';
import {refusalOf} from '../../source/services/files/requested-name.ts';
import {openInside} from '../../source/services/files/open-inside.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {randomText, seeded} from '../helpers/seeded.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sockplay-')));
const root = path.join(folder, 'public');
mkdirSync(path.join(root, 'sub'), {recursive: true});
mkdirSync(path.join(folder, 'public-too'));
const inside: Readonly<Record<string, string>> = {'a.txt': 'first\n', 'sub/b.txt': 'second\n', 'xin chào': 'third\n', '%2e%2e': 'fourth\n', '...': 'fifth\n'};
for (const [name, text] of Object.entries(inside)) {
	writeFileSync(path.join(root, name), text);
}

writeFileSync(path.join(root, 'empty'), '');
writeFileSync(path.join(folder, 'secret'), 'SECRET');
writeFileSync(path.join(folder, 'public-too', 'secret'), 'SECRET');
symlinkSync('../secret', path.join(root, 'out'));
symlinkSync(folder, path.join(root, 'up'));
symlinkSync('../../public-too', path.join(root, 'sub', 'beside'));
symlinkSync('sub/b.txt', path.join(root, 'in'));
symlinkSync('loop', path.join(root, 'loop'));
execFileSync('mkfifo', [path.join(root, 'fifo')]);

after(() => {
	rmSync(folder, {recursive: true});
});

/** What a client gets that sends this and reads until FIN, and what the log says of it. */
async function ask(data: string): Promise<{readonly got: string; readonly said: string | undefined}> {
	const session = new Session();
	await session.play(`listen tcp:4000 files ${root}`, 'connect tcp:4000', `send ${data}`);
	await session.line('c1 recv 0');
	return {got: session.text('c1'), said: session.of('s1.1').find(line => line.startsWith('note'))?.slice(5)};
}

for (const [data, got, said] of [
	[String.raw`"a.txt\n"`, 'first\n', 'asked for "a.txt": 6 B sent'],
	[String.raw`"a.txt\r\n"`, 'first\n', 'asked for "a.txt": 6 B sent'],
	['"a.txt"', 'first\n', 'asked for "a.txt": 6 B sent'],
	[String.raw`"a.txt\nsub/b.txt\n"`, 'first\n', 'asked for "a.txt": 6 B sent'],
	[String.raw`"sub//./b.txt\n"`, 'second\n', 'asked for "sub//./b.txt": 7 B sent'],
	[String.raw`"xin chào\n"`, 'third\n', 'asked for "xin chào": 6 B sent'],
	[String.raw`"%2e%2e\n"`, 'fourth\n', 'asked for "%2e%2e": 7 B sent'],
	[String.raw`"...\n"`, 'fifth\n', 'asked for "...": 6 B sent'],
	[String.raw`"in\n"`, 'second\n', 'asked for "in": 7 B sent'],
	[String.raw`"empty\n"`, '', 'asked for "empty": 0 B sent'],
	[String.raw`"nope\n"`, 'File not found\n', 'asked for "nope": refused, ENOENT'],
	[String.raw`"\n"`, 'File not found\n', 'asked for "": refused, no name was given'],
	[String.raw`"../secret\n"`, 'File not found\n', 'asked for "../secret": refused, the name leads out of the folder by ..'],
	[String.raw`"sub/../a.txt\n"`, 'File not found\n', 'asked for "sub/../a.txt": refused, the name leads out of the folder by ..'],
	[String.raw`"/etc/passwd\n"`, 'File not found\n', 'asked for "/etc/passwd": refused, an absolute name leads out of the folder'],
	[String.raw`"out\n"`, 'File not found\n', 'asked for "out": refused, a link leads out of the folder'],
	[String.raw`"up/secret\n"`, 'File not found\n', 'asked for "up/secret": refused, a link leads out of the folder'],
	[String.raw`"sub/beside/secret\n"`, 'File not found\n', 'asked for "sub/beside/secret": refused, a link leads out of the folder'],
	[String.raw`"loop\n"`, 'File not found\n', 'asked for "loop": refused, ELOOP'],
	[String.raw`"sub\n"`, 'File not found\n', 'asked for "sub": refused, not a regular file'],
	[String.raw`".\n"`, 'File not found\n', 'asked for ".": refused, a link leads out of the folder'],
	[String.raw`"fifo\n"`, 'File not found\n', 'asked for "fifo": refused, not a regular file'],
	[String.raw`"a.txt\0.png\n"`, 'File not found\n', String.raw`asked for "a.txt\0.png": refused, a name has no NUL`],
	[String.raw`"%2e%2e/secret\n"`, 'File not found\n', 'asked for "%2e%2e/secret": refused, ENOTDIR'],
	[String.raw`"\xc0\xae\xc0\xae/secret\n"`, 'File not found\n', 'asked for "����/secret": refused, the name is not UTF-8'],
] as const) {
	test(`${data} is answered ${JSON.stringify(got)}`, async () => {
		assert.deepEqual(await ask(data), {got, said});
	});
}

test('where a backslash separates, it leads nowhere either', () => {
	for (const name of [String.raw`..\secret`, String.raw`sub\..\..\secret`, String.raw`\secret`, String.raw`C:\secret`, 'C:secret']) {
		assert.notEqual(refusalOf(name, '\\'), undefined, name);
	}

	assert.equal(refusalOf(String.raw`..\secret`, '/'), undefined);
});

test('no name at all reaches what lies outside', async () => {
	const random = seeded(20_261_121);
	const pieces = ['..', '.', '/', '//', '\\', 'a.txt', 'sub', 'b.txt', 'sub/b.txt', 'in', '%2e%2e', 'secret', 'public', 'public-too', 'up', 'out', 'in', 'beside', '%2e', '%2f', '\0', ' ', '~', 'é', root, folder, '/proc/self/root', '\u{2024}\u{2024}', '\u{FF0F}'];
	const texts = new Set(Object.values(inside));
	let opened = 0;
	for (let round = 0; round < 5000; round++) {
		const name = randomText(random, pieces, 7);
		const handle = refusalOf(name, '/') === undefined ? await openInside(root, name) : undefined;
		if (handle === undefined || 'refusal' in handle) {
			continue;
		}

		opened++;
		assert.ok(texts.has(await handle.readFile('utf8')), JSON.stringify(name));
		await handle.close();
	}

	assert.ok(opened > 50, 'some names lead to what is inside');
});

test('a name that becomes a link between looking and opening reaches nothing outside', async () => {
	const swapped = path.join(root, 'swapped');
	const link = path.join(root, 'swapped-link');
	const race = {isOver: false};
	const swap = async () => {
		while (!race.isOver) {
			writeFileSync(`${swapped}.new`, 'first\n');
			renameSync(`${swapped}.new`, swapped);
			await nextTurn();
			symlinkSync('../secret', link);
			renameSync(link, swapped);
			await nextTurn();
		}
	};

	const swapping = swap();
	const seen = new Set<string>();
	for (let round = 0; round < 400; round++) {
		const handle = await openInside(root, 'swapped');
		if ('refusal' in handle) {
			seen.add('refused');
		} else {
			seen.add(await handle.readFile('utf8'));
			await handle.close();
		}
	}

	race.isOver = true;
	await swapping;
	assert.ok(!seen.has('SECRET'));
	assert.ok(seen.has('refused'));
});

test('a large file comes whole; what the peer does not read yet is not read from the disk either', async () => {
	const large = Buffer.alloc(20 * 1024 * 1024, 'A large file, with many lines.\n');
	writeFileSync(path.join(root, 'large'), large);
	const session = new Session(realNetwork);
	await session.play(`listen tcp:0 files ${root}`, 'connect s1', 'c1 hold', String.raw`send "large\n"`);
	const server = () => streamsOf(session.lab, 'server')[0];
	await session.until(() => (server()?.queued_bytes ?? 0) > 0);
	assert.ok(server()!.queued_bytes <= limits.file_read_bytes);
	assert.ok(server()!.out_bytes < large.length);
	await session.play('c1 resume');
	await session.line('c1 recv 0');
	assert.equal(streamsOf(session.lab, 'client')[0]!.in_bytes, large.length);
	assert.ok(session.bytes('c1').equals(large));
	await session.end();
});

test('a client that is gone in the middle stops the reading', async () => {
	writeFileSync(path.join(root, 'long'), Buffer.alloc(2 * 1024 * 1024));
	const session = new Session();
	await session.play(`listen tcp:4000 files ${root}`, 'connect tcp:4000', 'c1 hold', String.raw`send "long\n"`);
	await session.until(() => (streamsOf(session.lab, 'server')[0]?.queued_bytes ?? 0) > 0);
	await session.play('c1 reset');
	await session.until(() => session.of('s1.1').some(line => line.startsWith('note')));
	assert.equal(session.of('s1.1').at(-1), 'note asked for "long": 256 KiB sent when the connection ended');
});

test('a peer that ends before it asks is let go', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 files ${root}`, 'connect tcp:4000 halfopen=yes', 'shutdown');
	await session.line('c1 close');
	assert.equal(session.text('c1'), '');
});

for (const [line, place, message] of [
	['listen tcp:4000 files', 'files', 'files needs the folder it serves'],
	['listen tcp:4000 files /etc /usr', '/usr', 'files takes one folder'],
	['listen tcp:4000 files /etc/passwd', '/etc/passwd', '/etc/passwd is not a folder'],
	['listen tcp:4000 files /nowhere', '/nowhere', '/nowhere cannot be served: ENOENT, no such file or directory'],
	['listen udp:4000 files /etc', 'files', 'files is for streams; it has no datagram form'],
] as const) {
	test(`${line}: ${message}`, async () => {
		const outcome = await new Session().run(line);
		assert.ok('kind' in outcome);
		assert.deepEqual([line.slice(outcome.start, outcome.end), outcome.message], [place, message]);
	});
}
