import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import type {Network} from '../../source/core/network.ts';
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

/** A peer that connects, and what became of it. */
async function connectTo(network: Network) {
	const peer = {isClosed: false};
	const end = () => {
		peer.isClosed = true;
	};

	const nothing = () => undefined;
	const address = {transport: 'tcp', host: '127.0.0.1', port: 4000} as const;
	const observer = {fact: nothing, received: nothing, sent: nothing, ended: end, drained: nothing, closed: end};
	const request = {address, timeout_ms: 1000, recv_bytes: 65_536};
	const socket = await network.connect(request, () => observer, nothing, new AbortController().signal);
	socket!.resume();
	return peer;
}

test('of connections accepted while the output is full so many wait; more are closed at once, counted, and told later', async () => {
	const network = memoryNetwork();
	const talk = new Talk(network);
	await talk.line('listen tcp:4000 echo');
	talk.lab.output.setFull(true);
	const peers = [];
	for (let count = 0; count < limits.unread_connections + 5; count++) {
		peers.push(await connectTo(network));
	}

	await turns(5);
	assert.equal(talk.lab.registry.get('s1')!.open, limits.unread_connections);
	assert.equal(peers.filter(({isClosed}) => isClosed).length, 5);
	const told: LabEvent[] = [];
	talk.lab.journal.subscribe(event => {
		told.push(event);
	});
	await turns(5);
	assert.deepEqual(told, []);

	talk.lab.output.setFull(false);
	await turns(5);
	const refused = told.filter(({event}) => event === 'refused').map(({endpoint, call, result, message}) => [endpoint, call, result, message]);
	assert.deepEqual(refused, [['s1', 'accept', 5, '5 accepted and closed at once: the output was full, and 1,024 connections were waiting to be read']]);

	// They were read meanwhile, and wait no more.
	talk.lab.output.setFull(true);
	const later = await connectTo(network);
	await turns(5);
	assert.equal(later.isClosed, false);
	talk.lab.closeAll();
});
