/** The process in which listening sockets are while accept is held: Linux tells which process that is. */
import {existsSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import type {Lab} from '../../../source/lab/lab.ts';
import {execute} from '../../../source/commands/execute.ts';
import {folderFor, lines, linesUntil, realLab} from '../../helpers/recorded.ts';
import {Program} from '../../helpers/program.ts';

const skip = process.platform === 'linux' ? false : 'NOT TESTED: only Linux has /proc';

/** The keepers that `parent` has started. */
function keepersOf(parent: number): readonly number[] {
	return readdirSync('/proc').filter(name => /^\d+$/v.test(name)).map(Number).filter(pid => {
		try {
			const ppid = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /v).flatMap((part, index) => index === 0 ? [part] : part.split(' '))[2];
			return Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keeper');
		} catch {
			return false;
		}
	});
}

/** The row of `list` that begins with this. */
async function listed(lab: Lab, name: string): Promise<string> {
	const rows = await lines(lab, 'list');
	return rows.find(row => row.startsWith(name))!;
}

/** The inodes of the sockets that a process has. */
function socketsOf(pid: number): ReadonlySet<number> {
	return new Set(readdirSync(`/proc/${pid}/fd`).flatMap(name => {
		try {
			const [, inode] = /^socket:\[(?<inode>\d+)\]$/v.exec(readlinkSync(`/proc/${pid}/fd/${name}`)) ?? [];
			return inode === undefined ? [] : [Number(inode)];
		} catch {
			return [];
		}
	}));
}

/** The inode of the socket that listens on a port of 127.0.0.1, whoever has it: another address may have the same port. */
function inodeOn(port: number): number {
	const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
	const row = readFileSync('/proc/net/tcp', 'latin1').split('\n').map(line => line.trim().split(/ +/v)).find(([, local, , state]) => local === `0100007F:${hexPort}` && state === '0A')!;
	return Number(row[9]);
}

test('the file of a Unix listener stays while accept is held, and goes with the listener', {skip}, async (t: TestContext) => {
	const file = path.join(folderFor(t), 'a');
	const lab = realLab(t);
	await lines(lab, `listen unix:${file} accept=no`);
	t.assert.ok(existsSync(file));
	await linesUntil(lab, `connect unix:${file}`, ({event}) => event === 'connect');
	await linesUntil(lab, 's1 resume', ({event}) => event === 'accept');
	await lines(lab, 's1 hold');
	t.assert.ok(existsSync(file));
	await lines(lab, 's1 close');
	t.assert.deepStrictEqual(readdirSync(path.dirname(file)), []);
});

test('hold and resume as fast as they are typed: the last one counts', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0');
	await Promise.all(['s1 hold', 's1 resume', 's1 hold', 's1 resume', 's1 hold'].map(async line => execute(lab, line, {screen: false})));
	await lines(lab, 'connect s1');
	t.assert.match(await listed(lab, 's1'), /held 1 of 512 waiting/v);
	await linesUntil(lab, 's1 resume', ({event}) => event === 'accept');
	t.assert.doesNotMatch(await listed(lab, 's1'), /held|waiting/v);
});

test('one keeper has the sockets of all listeners that are held, and none of the others', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 accept=no', 'listen tcp:0', 'listen tcp:0 accept=no', 's1 resume', 's1 hold');
	const keepers = keepersOf(process.pid);
	t.assert.strictEqual(keepers.length, 1);
	const there = socketsOf(keepers[0]!);
	const isKept = lab.registry.all().map(entry => there.has(inodeOn((entry.reachableAt as {port: number}).port)));
	t.assert.deepStrictEqual(isKept, [true, false, true]);
});

test('a keeper that was killed is told, its listeners are closed, and the next hold starts another', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 accept=no');
	const told: string[] = [];
	const closed = new Promise<void>(resolve => {
		lab.journal.subscribe(({event, message}) => {
			told.push(`${event} ${message}`);
			resolve();
		});
	});
	process.kill(keepersOf(process.pid)[0]!, 'SIGKILL');
	await closed;
	t.assert.deepStrictEqual(told, ['error the process that kept the socket while accept was held has ended: the socket is closed']);
	t.assert.match(await listed(lab, 's1'), /^s1 +closed/v);
	await lines(lab, 'listen tcp:0 accept=no', 'connect s2');
	t.assert.match(await listed(lab, 's2'), /held 1 of 512 waiting/v);
});

test('a keeper that somebody stopped is ended when it does not answer, and each that waited for it is told', {skip}, async (t: TestContext) => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 accept=no', 'listen tcp:0', 'listen tcp:0');
	process.kill(keepersOf(process.pid)[0]!, 'SIGSTOP');
	const told: string[] = [];
	lab.journal.subscribe(({endpoint, event, message}) => {
		told.push(`${endpoint} ${event} ${message}`);
	});
	// Of two sockets at least the second waits until the first has been taken.
	const waiting = ['s1 resume', 's2 hold', 's3 hold'].map(async line => lines(lab, line));
	t.mock.timers.tick(limits.keeper_ms);
	await Promise.all(waiting);
	const ended = 's1 error the process that kept the socket while accept was held has ended: the socket is closed';
	const refused = 's3 error accept cannot be held: the process that would keep the socket cannot be started';
	t.assert.deepStrictEqual([ended, refused].filter(text => !told.includes(text)), []);
	t.assert.match(await listed(lab, 's3'), /^s3 +listening/v);
});

test('closing a listener while it is brought back ends both', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 accept=no');
	const resumed = lines(lab, 's1 resume');
	await lines(lab, 's1 close');
	await resumed;
	t.assert.match(await listed(lab, 's1'), /^s1 +closed/v);
});

test('the keeper ends with its parent, also by SIGKILL, and nobody listens any more', {skip}, async (t: TestContext) => {
	const program = new Program(['--json', 'listen', 'tcp:0', 'accept=no']);
	const {local} = await program.told(({event}) => event === 'listen');
	await program.told(({event}) => event === 'held');
	const [keeper] = keepersOf(program.child.pid!);
	t.assert.notStrictEqual(keeper, undefined);
	const client = net.connect(Number(local!.split(':', 2)[1]), '127.0.0.1');
	const errno = new Promise(resolve => {
		client.on('connect', () => {
			program.child.kill('SIGKILL');
		});
		client.on('error', error => {
			resolve((error as NodeJS.ErrnoException).code);
		});
	});
	t.assert.strictEqual(await errno, 'ECONNRESET');
	await program.ended;
});
