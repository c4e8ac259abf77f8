/** -z: many ports at a time, told in their order. */
import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import {once} from 'node:events';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Network} from '../../source/core/network.ts';
import {inOrder} from '../../source/nc/in-order.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {freePort, hasNc, ourNc, program, type Running} from './netcats.ts';

test('results are taken in the order of the items, however long each takes', async () => {
	const waiting = new Map<number, () => void>();
	const [started, taken]: [number[], number[]] = [[], []];
	const all = inOrder([1, 2, 3, 4, 5], 3, async item => {
		started.push(item);
		await new Promise<void>(resolve => {
			waiting.set(item, resolve);
		});
		return item;
	}, item => {
		taken.push(item);
		return item < 4;
	});
	const moves: Array<[finished: number, started: number[], taken: number[]]> = [
		[2, [1, 2, 3], []],
		[3, [1, 2, 3], []],
		[1, [1, 2, 3, 4, 5], [1, 2, 3]],
		[5, [1, 2, 3, 4, 5], [1, 2, 3]],
		[4, [1, 2, 3, 4, 5], [1, 2, 3, 4]],
	];
	for (const [finished, ...expected] of moves) {
		waiting.get(finished)!();
		await nextTurn();
		assert.deepEqual([started, taken], expected, `after ${finished}`);
	}

	await all;
});

test('a scan of 200 ports has 64 under way at the most', async () => {
	const memory = memoryNetwork();
	let [underWay, most] = [0, 0];
	const network: Network = {
		...memory,
		async connect(...request) {
			underWay++;
			most = Math.max(most, underWay);
			await nextTurn();
			const endpoint = await memory.connect(...request);
			underWay--;
			return endpoint;
		},
	};
	const scanning = ourNc(['-zvn', '127.0.0.1', '1-200'], {network});
	assert.deepEqual([await scanning.ended, most], [1, 64]);
	const refused = (port: number): string => `nc: connect to 127.0.0.1 port ${port} (tcp) failed: Connection refused`;
	assert.deepEqual(scanning.errors.split('\n'), [...Array.from({length: 200}, (_, index) => refused(index + 1)), '']);
});

test('-r: the same ports in another order', async () => {
	const scanning = ourNc(['-zvnr', '127.0.0.1', '1-9'], {network: memoryNetwork()});
	await scanning.ended;
	const ports = Array.from(scanning.errors.matchAll(/(?<=port )\d+/gv), ([port]) => Number(port));
	assert.notDeepEqual(ports, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
	assert.deepEqual(ports.toSorted((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('UDP: a port is open when nothing refused for three seconds, in which five datagrams were sent', async () => {
	const socket = dgram.createSocket('udp4');
	let got = '';
	const five = new Promise<void>(resolve => {
		socket.on('message', bytes => {
			got += bytes.toString();
			if (got.length === 5) {
				resolve();
			}
		});
	});
	await once(socket.bind(0, '127.0.0.1'), 'listening');
	const {port} = socket.address();
	const clock = new FakeClock();
	const scanning = ourNc(['-zuvn', '127.0.0.1', String(port)], {clock});
	while (scanning.errors === '') {
		await nextTurn();
		clock.pass(100_000);
	}

	await five;
	socket.close();
	assert.deepEqual([await scanning.ended, scanning.errors, got], [0, `Connection to 127.0.0.1 ${port} port [udp/*] succeeded!\n`, 'XXXXX']);
	assert.ok(clock.now_us() >= 3_000_000);
});

for (const [name, run] of [['ours', argv => ourNc(argv)], ['nc', argv => program('nc', argv)]] as Array<[string, (argv: readonly string[]) => Running]>) {
	test(`the exit code of ${name}: any TCP port, but every UDP port after the last open one`, {skip: name === 'nc' && !hasNc && 'OpenBSD nc is not installed'}, async () => {
		const [open, closed] = [dgram.createSocket('udp4'), await freePort()];
		await once(open.bind(0, '127.0.0.1'), 'listening');
		const {port} = open.address();
		const codes: Array<[string, number]> = [];
		for (const line of [`-zuv -w1 127.0.0.1 ${closed} ${port}`, `-zuv -w1 127.0.0.1 ${port} ${closed}`, `-zu 127.0.0.1 ${closed}`]) {
			codes.push([line, await run(line.split(' ')).ended]);
		}

		open.close();
		assert.deepEqual(codes.map(([, code]) => code), [0, 1, 0]);
	});
}
