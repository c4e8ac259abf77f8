/** The kernel's tables of sockets, as they stand in /proc/net. */
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {listenersOf, parseRow, tableOf} from '../../source/sockets/proc-net.ts';

const rows: ReadonlyArray<readonly [what: string, line: string, row: ReturnType<typeof parseRow>]> = [
	['heading', '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops', undefined],
	[
		'UDP',
		'  455: 0100007F:1389 00000000:0000 07 00000000:00034200 00:00000000 00000000     0        0 26110 2 000000009d8d8a54 17344',
		{inode: 26_110, host: '0100007F', port: 5001, state: 7, receive_queue: 0x3_42_00, last: '17344'},
	],
	[
		'listener, 4 wait',
		'   0: 0100007F:9E39 00000000:0000 0A 00000000:00000004 00:00000000 00000000     0        0 1282450 5 00000000e7b98de2 100 0 0 10 0',
		{inode: 1_282_450, host: '0100007F', port: 40_505, state: 10, receive_queue: 4, last: '0'},
	],
	[
		'connected',
		'   1: 0100007F:9E39 0100007F:B2D2 01 00000001:0000000A 01:00000014 00000000     0        0 41 3 00000000e7b98de2 20 4 30 10 -1',
		{inode: 41, host: '0100007F', port: 40_505, state: 1, receive_queue: 10, last: '-1'},
	],
	[
		'TIME_WAIT',
		'   2: 0100007F:9E39 0100007F:B2D4 06 00000000:00000000 03:00000AB2 00000000     0        0 0 3 00000000e7b98de2',
		{inode: 0, host: '0100007F', port: 40_505, state: 6, receive_queue: 0, last: '00000000e7b98de2'},
	],
	['something else', ' a line of another kind', undefined],
];

for (const [what, line, row] of rows) {
	test(what, (t: TestContext) => {
		t.assert.deepStrictEqual(parseRow(line), row);
	});
}

test('a table is read once in a turn of the event loop, however many ask', async (t: TestContext) => {
	const before = [tableOf('tcp'), listenersOf('tcp')];
	t.assert.deepStrictEqual([tableOf('tcp'), listenersOf('tcp')].map((table, index) => table === before[index]), [true, true]);
	await nextTurn();
	await nextTurn();
	t.assert.deepStrictEqual([tableOf('tcp'), listenersOf('tcp')].map((table, index) => table === before[index]), [false, false]);
});
