/** Lines that name what is no regular file: they are answered at once, in words. */
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import {openLab} from '../../source/open-lab.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
execFileSync('mkfifo', [path.join(folder, 'fifo.jsonl')]);
mkdirSync(path.join(folder, 'folder.pcapng'));
symlinkSync('/dev/zero', path.join(folder, 'zeros.pcapng'));
symlinkSync('/dev/full', path.join(folder, 'full.txt'));

after(() => {
	rmSync(folder, {recursive: true});
});

const fifo = 'is a FIFO, not a regular file; put what comes out of it into a file first';
const device = 'is a device, not a regular file; put what is to be read of it into a file first';
const aFolder = 'is a folder, not a regular file; name a file in it';
const another = 'not a regular file; name a file that does not exist yet';

for (const [line, place, message] of [
	['open DIR/fifo.jsonl', 'DIR/fifo.jsonl', `DIR/fifo.jsonl ${fifo}`],
	['open DIR/zeros.pcapng', 'DIR/zeros.pcapng', `DIR/zeros.pcapng ${device}`],
	['open DIR/folder.pcapng', 'DIR/folder.pcapng', `DIR/folder.pcapng ${aFolder}`],
	['open DIR/gone.pcapng', 'DIR/gone.pcapng', 'DIR/gone.pcapng cannot be read: ENOENT, no such file or directory'],
	['listen tcp:0 rules DIR/fifo.jsonl', 'DIR/fifo.jsonl', `DIR/fifo.jsonl ${fifo}`],
	['listen tcp:0 rules /dev/zero', '/dev/zero', `/dev/zero ${device}`],
	['listen tcp:0 rules DIR', 'DIR', `DIR ${aFolder}`],
	['listen tcp:0 greet file:DIR/fifo.jsonl', 'file:DIR/fifo.jsonl', `DIR/fifo.jsonl ${fifo}`],
	['sendto udp:9 file:/dev/zero', 'file:/dev/zero', `/dev/zero ${device}`],
	['sendto udp:9 file:DIR', 'file:DIR', `DIR ${aFolder}`],
	['record DIR/fifo.jsonl', 'DIR/fifo.jsonl', `DIR/fifo.jsonl is a FIFO, ${another}`],
	['record DIR/fifo.jsonl overwrite=yes', 'DIR/fifo.jsonl', `DIR/fifo.jsonl is a FIFO, ${another}`],
	['record DIR/full.txt overwrite=yes', 'DIR/full.txt', `DIR/full.txt is a device, ${another}`],
	['record DIR/folder.pcapng overwrite=yes', 'DIR/folder.pcapng', `DIR/folder.pcapng is a folder, ${another}`],
	['record DIR/gone/talk.txt', 'DIR/gone/talk.txt', 'DIR/gone/talk.txt cannot be written: ENOENT, no such file or directory'],
	['record /proc/talk.txt', '/proc/talk.txt', '/proc/talk.txt cannot be written: ENOENT, no such file or directory'],
	['save DIR/fifo.jsonl overwrite=yes', 'DIR/fifo.jsonl', `DIR/fifo.jsonl is a FIFO, ${another}`],
	['save DIR/full.txt', 'DIR/full.txt', `DIR/full.txt is a device, ${another}`],
	['save DIR/folder.pcapng', 'DIR/folder.pcapng', `DIR/folder.pcapng is a folder, ${another}`],
] as const) {
	test(`${line}: ${message}`, async () => {
		const typed = line.replaceAll('DIR', () => folder);
		const lab = openLab({now_us: () => 0, seed: 'test'});
		await execute(lab, 'listen udp:0', {screen: false});
		const outcome = await execute(lab, typed, {screen: false});
		lab.closeAll();
		assert.ok(isProblem(outcome));
		const words = outcome.hint === undefined ? outcome.message : `${outcome.message}; ${outcome.hint}`;
		assert.deepEqual([typed.slice(outcome.start, outcome.end), words].map(text => text.replaceAll(folder, 'DIR')), [place, message]);
	});
}
