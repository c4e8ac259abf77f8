/** What every datagram network keeps to: UDP over IPv4 and IPv6, and the one in memory that other tests run on. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {formatAddress, type InternetAddress} from '../../source/core/address.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramRequest, Network} from '../../source/core/network.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';

const loopback: InternetAddress = {transport: 'udp', host: '127.0.0.1', port: 0};
const networks: ReadonlyArray<{readonly name: string; readonly network: () => Network; readonly any: InternetAddress}> = [
	{name: 'UDP over IPv4', network: () => realNetwork, any: loopback},
	{name: 'UDP over IPv6', network: () => realNetwork, any: {...loopback, host: '::1'}},
	{name: 'memory', network: () => memoryNetwork(), any: loopback},
];

for (const {name, network, any} of networks) {
	describe(name, () => {
		test('borders are kept, an empty datagram is one, and each says where it came from', async () => {
			const {open, told, heard} = stage(network());
			const server = await open('s1', {local: any});
			const client = await open('c1', {remote: server.local});
			for (const text of ['one', '', 'three']) {
				client.send(Buffer.from(text));
			}

			await heard(() => told.filter(line => line.startsWith('s1 recv')).length === 3);
			server.send(Buffer.from('back'), client.local);
			await heard(() => told.some(line => line.startsWith('c1 recv')));
			server.close();
			client.close();
			const from = formatAddress(client.local);
			assert.deepEqual(told.filter(line => / (?:send|recv|close)\(/v.test(line)).toSorted(), [
				'c1 close() = 0',
				`c1 recv(65536) = 4 "back" from ${formatAddress(server.local)}`,
				'c1 send(0) = 0',
				'c1 send(3) = 3',
				'c1 send(5) = 5',
				's1 close() = 0',
				`s1 recv(65536) = 0 "" from ${from}`,
				`s1 recv(65536) = 3 "one" from ${from}`,
				`s1 recv(65536) = 5 "three" from ${from}`,
				's1 send(4) = 4',
			]);
		});

		test('a connected socket hears that nobody reads, an unconnected one does not', async () => {
			const {open, told, heard} = stage(network());
			const gone = await open('s1', {local: any});
			gone.close();
			const loose = await open('c1', {local: any});
			const connected = await open('c2', {remote: gone.local});
			loose.send(Buffer.from('x'), gone.local);
			connected.send(Buffer.from('x'));
			await heard(() => told.includes('c2 recv(65536) = ECONNREFUSED'));
			loose.close();
			connected.close();
			assert.deepEqual(told.filter(line => line.startsWith('c1 ')).slice(-3), ['c1 send(1) = 1', 'c1 close() = 0', 'c1 is closed']);
		});

		test('what comes while it is held is received when it is resumed', async () => {
			const {open, told, heard} = stage(network());
			const server = await open('s1', {local: any});
			const other = await open('s2', {local: any});
			const client = await open('c1', {local: any});
			server.hold();
			client.send(Buffer.from('kept'), server.local);
			client.send(Buffer.from('seen'), other.local);
			await heard(() => told.some(line => line.startsWith('s2 recv')));
			assert.equal(told.some(line => line.startsWith('s1 recv')), false);
			server.resume();
			await heard(() => told.some(line => line.startsWith('s1 recv')));
			for (const endpoint of [server, other, client]) {
				endpoint.close();
			}
		});

		test('a close waits for the sends before it, and ends once', async () => {
			const {open, told, heard} = stage(network());
			const server = await open('s1', {local: any});
			const client = await open('c1', {remote: server.local});
			client.send(Buffer.from('last'));
			client.close();
			client.close();
			client.send(Buffer.from('too late'));
			await heard(() => told.includes('c1 is closed'));
			server.close();
			assert.deepEqual(told.filter(line => line.startsWith('c1 ')).slice(-3), ['c1 send(4) = 4', 'c1 close() = 0', 'c1 is closed']);
		});

		test('an address taken twice', async () => {
			const {open, told} = stage(network());
			const server = await open('s1', {local: any});
			assert.equal(await open('s2', {local: server.local}), undefined);
			server.close();
			assert.deepEqual(told.filter(line => / (?:bind|close)\(/v.test(line)).map(line => line.replace(/\(.*\)/v, '()')), ['s1 bind() = 0', 's2 bind() = EADDRINUSE', 's2 close() = 0', 's1 close() = 0']);
		});
	});
}

test('a datagram larger than any path takes is refused', async () => {
	const {open, told, heard} = stage(realNetwork);
	const client = await open('c1', {remote: {...loopback, port: 9}});
	client.send(Buffer.alloc(65_508));
	await heard(() => told.includes('c1 send(65508) = EMSGSIZE'));
	client.close();
	assert.equal(told.at(-1), 'c1 is closed');
});

/** Endpoints by name, what they tell, and a way to wait for it. */
function stage(network: Network) {
	const told: string[] = [];
	const waiting = new Set<() => void>();
	const note = (line: string) => {
		told.push(line);
		for (const look of waiting) {
			look();
		}
	};

	const open = async (name: string, request: DatagramRequest): Promise<DatagramEndpoint> => {
		const fact: DatagramObserver['fact'] = ({event, args, asked, result, errno, remote}, bytes) => {
			const text = JSON.stringify(Buffer.from(bytes ?? []).toString());
			const from = event === 'recv' && bytes !== undefined ? ` ${text} from ${remote}` : '';
			note(`${name} ${event}(${args ?? asked ?? ''}) = ${errno ?? result ?? '?'}${from}`);
		};

		const endpoint = await network.datagram(request, () => ({
			fact,
			received: () => undefined,
			closed() {
				note(`${name} is closed`);
			},
		}), fact);
		return endpoint!;
	};

	const heard = async (ready: () => boolean) => new Promise<void>(resolve => {
		const look = () => {
			if (ready()) {
				waiting.delete(look);
				resolve();
			}
		};

		waiting.add(look);
		look();
	});
	return {network, told, open, heard};
}
