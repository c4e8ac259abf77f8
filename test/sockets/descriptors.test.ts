/** A process that runs out of file descriptors: whoever was accepted has a name, or is told as refused. */
import {once} from 'node:events';
import net from 'node:net';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {Program, type Told} from '../helpers/program.ts';

const clients = 150;
const advice = 'close some connections or raise ulimit -n';
const canTrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;
const isFull = ({event, errno}: Told) => event === 'socket' && errno === 'EMFILE';

/** The words before a program that may have so many descriptors. */
function limited(count: number): readonly string[] {
	return ['bash', '-c', `ulimit -n ${count}; exec "$@"`, 'bash'];
}

test('each accept(2) of a flood that takes all file descriptors is told', {timeout: 60_000}, async (t: TestContext) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-test-'));
	const file = path.join(folder, 'trace');
	const tracer = canTrace ? ['strace', '-f', '-e', 'trace=accept4', '-e', 'signal=none', '-o', file] : [];
	const program = new Program(['--json', 'listen', 'tcp:0'], {before: [...tracer, ...limited(100)]});
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
	t.assert.deepStrictEqual([call, errno, message], ['accept', 'EMFILE', `accepted and closed at once: this process has fewer than 4 file descriptors left; ${advice}`]);
	t.assert.ok(ends.has(remote!));
	if (canTrace) {
		const calls = readFileSync(file, 'utf8').split('\n').filter(line => line.includes('accept4('));
		t.assert.strictEqual(calls.filter(line => / = \d+$/v.test(line)).length, clients);
		t.assert.deepStrictEqual(calls.filter(line => line.includes('EMFILE')), []);
	}
});

test('while the limit is far, one descriptor is opened after each accept(2)', {skip: !canTrace, timeout: 60_000}, async (t: TestContext) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-test-'));
	const file = path.join(folder, 'trace');
	const tracer = ['strace', '-f', '-e', 'trace=accept4,openat', '-e', 'signal=none', '-o', file];
	const program = new Program(['--json', 'listen', 'tcp:0'], {before: [...tracer, ...limited(1000)]});
	t.after(() => {
		program.child.kill('SIGKILL');
		rmSync(folder, {recursive: true});
	});
	await program.told(({event}) => event === 'listen');
	for (let count = 0; count < 5; count++) {
		program.line('connect s1');
	}

	await program.until(() => program.events.filter(({event}) => event === 'accept').length === 5);
	program.line('quit');
	await program.ended;
	const opened = readFileSync(file, 'utf8').split('accept4(').slice(1).map(after => after.split('"/dev/null"').length - 1);
	t.assert.deepStrictEqual(opened.slice(0, 5), [1, 1, 1, 1, 1]);
});

test('low descriptors that are free again do not hide that all others are taken', {timeout: 60_000}, async (t: TestContext) => {
	const upstream = net.createServer().listen(0, '127.0.0.1');
	await once(upstream, 'listening');
	const {port} = upstream.address() as net.AddressInfo;
	const program = new Program(['--json', 'listen', 'tcp:0', 'relay', `tcp:127.0.0.1:${port}`], {before: limited(100)});
	const sockets: net.Socket[] = [];
	t.after(() => {
		program.child.kill('SIGKILL');
		upstream.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});

	const {local} = await program.told(({event}) => event === 'listen');
	const connect = () => {
		sockets.push(net.connect(Number(local!.split(':', 2)[1]), '127.0.0.1').on('error', () => undefined));
	};

	const count = (name: string) => program.events.filter(({event}) => event === name).length;
	connect();
	await program.until(() => count('accept') === 1);
	program.line('listen udp:0');
	for (let filled = 0; filled < 100; filled++) {
		program.line('connect s2 connected=no');
	}

	await program.until(() => program.events.filter(event => isFull(event)).length > 1);
	program.line('c10 close');
	program.line('c11 close');
	await program.until(() => count('close') === 2);
	for (let more = 0; more < 8; more++) {
		connect();
	}

	await program.until(() => count('accept') + count('refused') === 9);
	program.line('quit');
	await program.ended;
});

test('a name that is not found for want of a file descriptor', {timeout: 30_000}, async (t: TestContext) => {
	const program = new Program(['--json', 'listen', 'udp:0'], {before: limited(60)});
	t.after(() => {
		program.child.kill('SIGKILL');
	});
	await program.told(({event}) => event === 'bind');
	for (let count = 0; count < 60; count++) {
		program.line('connect s1 connected=no');
	}

	await program.told(isFull);
	program.line('connect tcp:localhost:9');
	const {message} = await program.told(({event}) => event === 'getaddrinfo');
	t.assert.strictEqual(message, `this process has no file descriptor left; ${advice}`);
	program.line('quit');
	await program.ended;
});
