/** A process that runs out of file descriptors: whoever was accepted has a name, or is told as refused. */
import net from 'node:net';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {Program, type Told} from '../helpers/program.ts';

const clients = 150;
const canTrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;

test('each accept(2) of a flood that takes all file descriptors is told', {timeout: 60_000}, async (t: TestContext) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-test-'));
	const file = path.join(folder, 'trace');
	const tracer = canTrace ? ['strace', '-f', '-e', 'trace=accept4', '-e', 'signal=none', '-o', file] : [];
	const program = new Program(['--json', 'listen', 'tcp:0'], {before: [...tracer, 'bash', '-c', 'ulimit -n 100; exec "$@"', 'bash']});
	const sockets: net.Socket[] = [];
	const ends = new Set<string>();
	t.after(() => {
		program.child.kill('SIGKILL');
		for (const socket of sockets) {
			socket.destroy();
		}

		rmSync(folder, {recursive: true});
	});

	const {local} = await program.told(({event}) => event === 'listen');
	for (let count = 0; count < clients; count++) {
		const socket = net.connect(Number(local!.split(':', 2)[1]), '127.0.0.1').on('error', () => undefined);
		socket.on('connect', () => {
			ends.add(`127.0.0.1:${socket.localPort}`);
		});
		sockets.push(socket);
	}

	const count = (name: string) => program.events.filter(({event}) => event === name).length;
	await program.until(() => count('accept') + count('refused') === clients);
	program.line('quit');
	await program.ended;
	t.assert.ok(count('accept') > 10);
	t.assert.ok(count('refused') > 10);
	const {call, errno, remote, message} = program.events.find(({event}) => event === 'refused')!;
	t.assert.deepStrictEqual([call, errno, message], ['accept', 'EMFILE', 'accepted and closed at once: this process has fewer than 4 file descriptors left; close some connections or raise ulimit -n']);
	t.assert.ok(ends.has(remote!));
	if (canTrace) {
		const calls = readFileSync(file, 'utf8').split('\n').filter(line => line.includes('accept4('));
		t.assert.strictEqual(calls.filter(line => / = \d+$/v.test(line)).length, clients);
		t.assert.deepStrictEqual(calls.filter(line => line.includes('EMFILE')), []);
	}
});

test('a name that is not found for want of a file descriptor', {timeout: 30_000}, async (t: TestContext) => {
	const program = new Program(['--json', 'listen', 'udp:0'], {before: ['bash', '-c', 'ulimit -n 60; exec "$@"', 'bash']});
	t.after(() => {
		program.child.kill('SIGKILL');
	});
	await program.told(({event}) => event === 'bind');
	const isFull = ({event, errno}: Told) => event === 'socket' && errno === 'EMFILE';
	for (let count = 0; count < 60; count++) {
		program.line('connect s1 connected=no');
	}

	await program.told(isFull);
	program.line('connect tcp:localhost:9');
	const {message} = await program.told(({event}) => event === 'getaddrinfo');
	t.assert.strictEqual(message, 'this process has no file descriptor left; close some connections or raise ulimit -n');
	program.line('quit');
	await program.ended;
});
