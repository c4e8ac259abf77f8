/**
libuv may finish a send by a second write(2) of its own, and say so in a later turn: nothing waits in it any more, while
Node keeps whatever is sent meanwhile, without a copy.
*/
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type net from 'node:net';
import {Writable} from 'node:stream';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {RecvBuffer} from '../../source/sockets/recv-buffer.ts';
import {StreamOutput} from '../../source/sockets/standard-streams.ts';
import {StreamSocket} from '../../source/sockets/stream-socket.ts';

/** A socket of Node whose system has written each send at once, and says so when `say` is called. */
function lateSocket() {
	const written: string[] = [];
	let done: (() => void) | undefined;
	const stream = new Writable({
		write(bytes: Uint8Array, _, callback) {
			written.push(Buffer.from(bytes).toString());
			done = callback;
		},
	});
	const socket = Object.assign(stream, {_handle: {fd: -1, writeQueueSize: 0}}) as unknown as net.Socket;
	const say = async () => {
		done!();
		await nextTurn();
	};

	return {socket, written, say};
}

function connection(socket: net.Socket) {
	const told: string[] = [];
	const endpoint = new StreamSocket(socket, new RecvBuffer({recv_bytes: 10}), {local: 'tcp:1', remote: 'tcp:2'});
	endpoint.observe({
		fact({event, result, bytes, queued}) {
			told.push(`${event} ${result ?? bytes ?? ''}${queued === undefined ? '' : `, ${queued} wait`}`.trim());
		},
		received: () => undefined,
		ended: () => undefined,
		drained() {
			told.push('observer drained');
		},
		closed: () => undefined,
	});
	return {endpoint, told};
}

test('what is sent from memory that is used again stays as it is until Node has passed it on', async () => {
	const {socket, written, say} = lateSocket();
	const {endpoint, told} = connection(socket);
	for (const text of ['one', 'two', 'six']) {
		endpoint.sendCopy(Buffer.from(text));
	}

	await say();
	await say();
	await say();
	assert.deepEqual(written, ['one', 'two', 'six']);
	assert.deepEqual(told, ['send 3', 'queued 3, 3 wait', 'queued 3, 6 wait', 'send 3, 3 wait', 'send 3', 'drained', 'observer drained']);
});

test('nothing is told to be drained where nothing was told to wait', async () => {
	const {socket, say} = lateSocket();
	const {endpoint, told} = connection(socket);
	endpoint.send(Buffer.from('one'));
	await say();
	assert.equal(endpoint.queued_bytes, 0);
	assert.deepEqual(told, ['send 3', 'observer drained']);
});

test('a connection that ends meanwhile has dropped nothing', () => {
	const {endpoint, told} = connection(lateSocket().socket);
	endpoint.send(Buffer.from('one'));
	assert.ok(endpoint.queued_bytes > 0);
	endpoint.close();
	endpoint.destroy();
	assert.deepEqual(told, ['send 3', 'close 0']);
});

test('an output has taken its bytes when Node says so', async () => {
	const {socket, say} = lateSocket();
	const output = new StreamOutput(socket);
	let drained = 0;
	output.observer = {
		drained() {
			drained++;
		},
		failed: () => undefined,
	};
	output.write(Buffer.from('one'));
	assert.ok(output.queued_bytes > 0);
	await say();
	assert.deepEqual([output.queued_bytes, drained], [0, 1]);
});
