import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test} from 'node:test';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) {
		await nextTurn();
	}
}

test('a service that talks by itself stops while the output is full, though its peer reads, and goes on', {timeout: 20_000}, async () => {
	const network = memoryNetwork();
	const talk = new Talk(network);
	await talk.line('listen tcp:4000 chargen');
	const received = {bytes: 0};
	const peer = await network.connect({address: {transport: 'tcp', host: '127.0.0.1', port: 4000}, timeout_ms: 1000, recv_bytes: 65_536}, () => ({
		fact: () => undefined,
		received(bytes) {
			received.bytes += bytes.length;
		},
		sent: () => undefined,
		ended: () => undefined,
		drained: () => undefined,
		closed: () => undefined,
	}), () => undefined, new AbortController().signal);
	peer!.resume();
	while (received.bytes < 100_000) {
		await nextTurn();
	}

	talk.lab.output.setFull(true);
	await turns(20);
	const before_bytes = received.bytes;
	const told = talk.lab.journal.count;
	await turns(200);
	assert.equal(received.bytes, before_bytes);
	assert.equal(talk.lab.journal.count, told);

	talk.lab.output.setFull(false);
	while (received.bytes < before_bytes + 100_000) {
		await nextTurn();
	}

	peer!.close();
	talk.lab.closeAll();
});
