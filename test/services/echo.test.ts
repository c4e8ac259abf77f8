import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import {test, type TestContext} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import type {InternetAddress} from '../../source/core/address.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {Lab} from '../../source/lab/lab.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {Talk} from '../helpers/talk.ts';
import {streamsOf} from '../helpers/entries.ts';

test('echo does not read while its peer does not: its queue is bounded, and nothing is lost', async () => {
	const talk = new Talk();
	let max_bytes = 0;
	await talk.line('listen tcp:0 echo');
	await talk.line('connect s1');
	talk.lab.journal.subscribe(() => {
		max_bytes = Math.max(max_bytes, streamsOf(talk.lab, 'server')[0]!.queued_bytes);
	});
	await talk.line('c1 hold');
	for (let count = 0; count < 20; count++) {
		await talk.line('c1 send pattern:100KiB');
	}

	const [client, server] = streamsOf(talk.lab);
	assert.equal(max_bytes > 0 && max_bytes <= 65_536, true, String(max_bytes));
	assert.equal(client!.queued_bytes > 1_000_000, true, String(client!.queued_bytes));
	assert.equal(server!.summary().held, false);

	await talk.line('c1 resume');
	assert.deepEqual([client!.queued_bytes, server!.queued_bytes], [0, 0]);
	assert.deepEqual([client!.out_bytes, server!.in_bytes, server!.out_bytes, client!.in_bytes], [2_048_000, 2_048_000, 2_048_000, 2_048_000]);
});

test('echo answers what was sent before the FIN, then closes', async () => {
	const talk = new Talk();
	await talk.line('listen tcp:0 echo');
	await talk.line('connect s1');
	await talk.line('c1 hold');
	await talk.line('c1 send pattern:200KiB');
	await talk.line('c1 shutdown');
	await talk.line('c1 resume');
	const [client, server] = streamsOf(talk.lab);
	assert.deepEqual([client!.in_bytes, client!.state, server!.state], [204_800, 'closed', 'closed']);
});

/** Numbers one after the other, so that no two blocks have the same bytes. */
const numbers = Buffer.concat(Array.from({length: 2048}, (_, at) => Buffer.alloc(4096, `${at} `)));

/** A session with an echo on `port`, which keeps 1 MiB. */
async function echoing(t: TestContext) {
	const lab = new Lab({network: realNetwork, now_us: () => 0, random: () => new Uint8Array(), keep_bytes: 1024 * 1024});
	await execute(lab, 'listen tcp:0 echo', {screen: false});
	const {port} = lab.registry.get('s1')!.reachableAt as InternetAddress;
	t.after(() => {
		lab.closeAll();
	});
	return {lab, client: () => net.connect(port, '127.0.0.1')};
}

async function read(socket: net.Socket, count: number): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for (let got = 0; got < count;) {
		const part = socket.read() as Uint8Array | undefined;
		if (part) {
			parts.push(part);
			got += part.length;
		} else {
			await once(socket, 'readable');
		}
	}

	return Buffer.concat(parts);
}

test('what echo has received is kept once', async (t: TestContext) => {
	const {lab, client} = await echoing(t);
	const calls: LabEvent[] = [];
	lab.journal.subscribe(event => {
		calls.push(event);
	});
	const socket = client();
	socket.write(numbers.subarray(0, 10_000));
	await read(socket, 10_000);
	socket.destroy();
	const recvs = calls.filter(({event, data}) => event === 'recv' && data !== undefined);
	const sends = calls.filter(({event}) => event === 'send');
	t.assert.deepStrictEqual(sends.map(({data}) => data), recvs.map(({data}) => data));
	t.assert.strictEqual(lab.journal.store.kept_bytes, 10_000);
});

test('it is sent as it was, though other bytes have come in its place meanwhile', async (t: TestContext) => {
	const {lab, client} = await echoing(t);
	const isStuck = Promise.withResolvers<void>();
	lab.journal.subscribe(({event, queued}) => {
		if (event === 'send' && queued !== undefined) {
			isStuck.resolve();
		}
	});
	const slow = client();
	slow.write(numbers);
	await isStuck.promise;

	const quick = client();
	quick.write(Buffer.alloc(4 * 1024 * 1024));
	await read(quick, 4 * 1024 * 1024);
	quick.destroy();

	const received = await read(slow, numbers.length);
	slow.destroy();
	t.assert.ok(numbers.equals(received));
	t.assert.strictEqual(lab.journal.store.leased_bytes, 0);
});
