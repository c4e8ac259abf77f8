/** Who listens on this machine: a line of /proc/net, and as it is told. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {addressesInUse, hostText, listeningPath} from '../../source/sockets/addresses-in-use.ts';

test('addresses as the kernel prints them', () => {
	assert.deepEqual(
		[
			'0100007F',
			'00000000',
			'00000000000000000000000001000000',
			'00000000000000000000000000000000',
			'B80D01200000000067452301EFCDAB89',
			'0000000000000000FFFF00000100007F',
		].map(hex => hostText(hex, 'LE')),
		['127.0.0.1', '0.0.0.0', '::1', '::', '2001:db8::123:4567:89ab:cdef', '127.0.0.1'],
	);
	assert.deepEqual(['7F000001', '00000000000000000000000000000001'].map(hex => hostText(hex, 'BE')), ['127.0.0.1', '::1']);
});

test('the path of a Unix listener, and of nothing else', () => {
	const at = (flags: string, type: string, rest: string) => listeningPath(`000000007a3dd488: 00000002 00000000 ${flags} ${type} 01 ${rest}`);
	assert.deepEqual(
		[
			at('00010000', '0001', '2497793 /tmp/a b'),
			at('00010000', '0001', '    7 @name'),
			at('00000000', '0001', '8 /tmp/a'),
			at('00010000', '0005', '8 /tmp/a'),
			at('00010000', '0001', '8'),
			listeningPath('Num       RefCount Protocol Flags    Type St Inode Path'),
		],
		['/tmp/a b', '@name', undefined, undefined, undefined, undefined],
	);
});

test('what listens is there, each once; a connection is not', {skip: process.platform === 'linux' ? false : 'only Linux tells'}, async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'sockplay-'));
	const file = path.join(folder, 'listener');
	const servers = [net.createServer().listen(0, '127.0.0.1'), net.createServer().listen(0, '0.0.0.0'), net.createServer().listen(0, '::1'), net.createServer().listen(file)];
	await Promise.all(servers.map(async server => once(server, 'listening')));
	const ports = servers.slice(0, 3).map(server => (server.address() as net.AddressInfo).port);
	const client = net.connect(ports[0]!, '127.0.0.1');
	await once(client, 'connect');

	const all = addressesInUse();
	const expected = [
		{address: `tcp:${ports[0]}`, summary: 'in use on 127.0.0.1'},
		{address: `tcp:${ports[1]}`, summary: 'in use on every interface'},
		{address: `tcp:[::1]:${ports[2]}`, summary: 'in use on ::1'},
		{address: `unix:${file}`, summary: 'a Unix socket'},
	];
	for (const wanted of expected) {
		assert.deepEqual(all.filter(({address}) => address === wanted.address), [wanted]);
	}

	assert.equal(all.some(({address}) => address === `tcp:${client.localPort}`), false);
	client.destroy();
	await Promise.all(servers.map(async server => new Promise(resolve => {
		server.close(resolve);
	})));
	await rm(folder, {recursive: true});
});
