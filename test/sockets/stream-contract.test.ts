/** What every stream network keeps to: TCP over IPv4 and IPv6, Unix paths and abstract names, and the one in memory that other tests run on. */
import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, describe, test} from 'node:test';
import type {Address} from '../../source/core/address.ts';
import type {Network} from '../../source/core/network.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Stage} from '../helpers/stage.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

let count = 0;
const transports: ReadonlyArray<{readonly name: string; readonly network: () => Network; readonly address: () => Address; readonly tcp: boolean}> = [
	{name: 'tcp over IPv4', network: () => realNetwork, address: () => ({transport: 'tcp', host: '127.0.0.1', port: 0}), tcp: true},
	{name: 'tcp over IPv6', network: () => realNetwork, address: () => ({transport: 'tcp', host: '::1', port: 0}), tcp: true},
	{name: 'a Unix path', network: () => realNetwork, address: () => ({transport: 'unix', path: path.join(folder, `${++count}`)}), tcp: false},
	{name: 'a Linux abstract name', network: () => realNetwork, address: () => ({transport: 'unix', path: `@sockplay-${process.pid}-${++count}`}), tcp: false},
	{name: 'memory', network: () => memoryNetwork(), address: () => ({transport: 'tcp', host: '127.0.0.1', port: 0}), tcp: true},
];

for (const {name, network, address, tcp} of transports) {
	describe(name, () => {
		test('a conversation, half-closed by the client and then closed by the server', async () => {
			const stage = new Stage(network());
			stage.echo = true;
			const listener = await stage.listen(address());
			const client = await stage.connect(listener!.local);
			client!.send(Buffer.from('hello'));
			await stage.until(() => stage.received['c1'] === 'hello');
			client!.shutdown();
			await stage.line('s1.1 ended');
			stage.accepted[0]!.close();
			await stage.line('c1 is closed');
			listener!.close();

			assert.deepEqual(stage.of('c1').slice(2), [
				'send(5) = 5', 'recv(65536) = 5', 'shutdown(SHUT_WR) = 0', 'recv(65536) = 0', 'ended', 'close() = 0', 'is closed',
			]);
			assert.deepEqual(stage.of('s1.1'), ['recv(65536) = 5', 'send(5) = 5', 'recv(65536) = 0', 'ended', 'close() = 0', 'is closed']);
			assert.deepEqual(stage.of('s1').slice(-2), ['close() = 0', 'ended']);
		});

		test('backlog=3 accept=no: four connects succeed, and resume accepts them in their order', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address(), {backlog: 3, accept: false});
			const clients = await Array.fromAsync(['c1', 'c2', 'c3', 'c4'], async client => stage.connect(listener!.local, client));
			for (const [index, client] of clients.entries()) {
				client!.send(Buffer.from(`from c${index + 1}`));
			}

			assert.deepEqual(listener!.waiting(), tcp ? {connections: 4, max_connections: 4} : undefined);
			assert.equal(stage.accepted.length, 0);
			await listener!.resume();
			for (const number of [1, 2, 3, 4]) {
				await stage.until(() => stage.received[`s1.${number}`] === `from c${number}`);
			}

			await listener!.hold();
			await stage.connect(listener!.local, 'c5');
			listener!.close();
			await stage.line('c5 is closed by ECONNRESET');
			for (const client of clients) {
				client!.close();
			}

			assert.deepEqual(stage.of('s1').slice(-6), ['listen(3) = 0', 'held()', 'resumed()', 'held()', 'close() = 0', 'ended']);
		});

		test('recv=3 cuts the stream where it likes, and a stream has no borders', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address(), {recv_bytes: 3});
			const client = await stage.connect(listener!.local);
			client!.send(Buffer.from('hello'));
			client!.send(Buffer.from('you'));
			await stage.until(() => stage.received['s1.1'] === 'helloyou');
			listener!.close();
			client!.close();

			const recvs = stage.of('s1.1').filter(line => line.startsWith('recv(3) = ') && !line.endsWith(' 0'));
			assert.equal(recvs.length >= 3, true, recvs.join('; '));
		});

		test('a side that is held makes the queue of the other grow, and drains it when resumed', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address());
			const client = await stage.connect(listener!.local);
			await stage.until(() => stage.accepted.length === 1);
			const server = stage.accepted[0]!;
			client!.send(Buffer.from('first'));
			await stage.until(() => stage.received['s1.1'] === 'first');
			server.hold();
			client!.send(Buffer.alloc(32 * 1024 * 1024, 'x'));
			assert.equal(client!.queued_bytes > 0, true);
			client!.send(Buffer.from('last'));
			assert.equal(stage.of('c1').some(line => line.startsWith('queued(')), true);
			server.resume();
			await stage.line('c1 empty');
			await stage.until(() => stage.received['s1.1']!.endsWith('last'));
			listener!.close();
			client!.close();

			assert.equal(client!.queued_bytes, 0);
			assert.equal(stage.received_bytes['s1.1'], 5 + 32 * 1024 * 1024 + 4);
		});

		test('a close sends what waits first', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address());
			const client = await stage.connect(listener!.local);
			await stage.until(() => stage.accepted.length === 1);
			client!.send(Buffer.alloc(16 * 1024 * 1024, 'x'));
			client!.close();
			await stage.line('s1.1 ended');
			listener!.close();
			stage.accepted[0]!.close();
			assert.equal(stage.received_bytes['s1.1'], 16 * 1024 * 1024);
		});

		test('the end of the session does not wait: what is queued is reported as dropped', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address());
			const client = await stage.connect(listener!.local);
			await stage.until(() => stage.accepted.length === 1);
			stage.accepted[0]!.hold();
			client!.send(Buffer.alloc(32 * 1024 * 1024, 'x'));
			const {queued_bytes} = client!;
			client!.close();
			client!.destroy();
			client!.destroy();
			assert.equal(client!.queued_bytes, 0);
			listener!.close();
			stage.accepted[0]!.destroy();

			assert.deepEqual(stage.of('c1').slice(-3), [`dropped(${queued_bytes})`, 'close() = 0', 'is closed']);
		});

		test('an address taken twice', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address());
			assert.equal(await stage.listen(listener!.local), undefined);
			listener!.close();
			assert.equal(stage.of('s1').some(line => /^bind\(.*\) = EADDRINUSE$/v.test(line)), true, stage.transcript.join('\n'));
		});

		test('nobody listens', async () => {
			const stage = new Stage(network());
			const listener = await stage.listen(address());
			const where = listener!.local;
			listener!.close();
			assert.equal(await stage.connect(where), undefined);
			const refused = stage.of('c1').find(line => line.startsWith('connect('));
			assert.match(refused!, /= (?:ECONNREFUSED|ENOENT)$/v);
			assert.equal(stage.of('c1').at(-1), 'close() = 0');
		});

		test('several clients of one server', async () => {
			const stage = new Stage(network());
			stage.echo = true;
			const listener = await stage.listen(address());
			const clients = await Promise.all(['c1', 'c2', 'c3'].map(async each => stage.connect(listener!.local, each)));
			for (const [index, client] of clients.entries()) {
				client!.send(Buffer.from(`I am ${index + 1}`));
			}

			await stage.until(() => ['c1', 'c2', 'c3'].every((each, index) => stage.received[each] === `I am ${index + 1}`));
			listener!.close();
			for (const client of clients) {
				client!.close();
			}

			assert.equal(stage.accepted.length, 3);
		});

		if (tcp) {
			test('RST', async () => {
				const stage = new Stage(network());
				const listener = await stage.listen(address());
				const client = await stage.connect(listener!.local);
				await stage.until(() => stage.accepted.length === 1);
				client!.send(Buffer.from('x'));
				await stage.until(() => stage.received['s1.1'] === 'x');
				client!.reset();
				await stage.line('s1.1 is closed by ECONNRESET');
				listener!.close();
				assert.deepEqual(stage.of('c1').slice(-3), ['setsockopt(SO_LINGER, {1, 0}) = 0', 'close() = 0', 'is closed by RST']);
				assert.deepEqual(stage.of('s1.1').slice(-3), ['recv(65536) = ECONNRESET', 'close() = 0', 'is closed by ECONNRESET']);
			});
		}
	});
}
