/** A UDP handle of Node's with its `SendWrap`, and as it is used where Node has none to give. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {once} from 'node:events';
import {test} from 'node:test';
import {DatagramHandle, type Outcome} from '../../source/sockets/datagram-handle.ts';

async function bound() {
	const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
	await once(socket, 'listening');
	return socket;
}

for (const {name, make} of [
	{name: 'outcomes are known at once', make: (socket: dgram.Socket) => new DatagramHandle(socket)},
	{name: 'without a SendWrap they come later', make: (socket: dgram.Socket) => new DatagramHandle(socket, 'none')},
]) {
	test(name, async () => {
		const [server, client] = await Promise.all([bound(), bound()]);
		const {port} = server.address();
		const heard = Promise.withResolvers<string>();
		make(server).read({
			received(bytes, host, from) {
				heard.resolve(`${Buffer.from(bytes).toString()} from ${host}:${from}`);
			},
			failed: heard.reject,
		});
		const handle = make(client);
		const send = async (bytes: Uint8Array) => new Promise<Outcome>(resolve => {
			const outcome = handle.send(bytes, {host: '127.0.0.1', port}, resolve);
			if (outcome !== undefined) {
				resolve(outcome);
			}
		});
		assert.deepEqual([await send(Buffer.from('hello')), await send(Buffer.alloc(65_508))], [5, 'EMSGSIZE']);
		assert.equal(await heard.promise, `hello from 127.0.0.1:${client.address().port}`);
		server.close();
		client.close();
	});
}

/** A handle of libuv that answers as told, and the requests that it keeps. */
function scripted(answers: number[]) {
	const requests: Array<{readonly list?: readonly Uint8Array[]; readonly oncomplete?: (status: number, sent: number) => void}> = [];
	const send = (request: (typeof requests)[number]) => {
		requests.push(request);
		return answers.shift()!;
	};

	const socket: unknown = {[Symbol('state')]: {handle: {recvStop: () => 0, send}}};
	return {requests, handle: new DatagramHandle(socket as dgram.Socket, () => ({}))};
}

test('what the system has no room for is sent later; a request that libuv keeps is not used again', () => {
	const {requests, handle} = scripted([6, 0, 0, 6, -90, 6]);
	const told: string[] = [];
	for (const name of ['now', 'later', 'never', 'now', 'too long', 'now']) {
		const outcome = handle.send(Buffer.from('12345'), undefined, later => {
			told.push(`${name}: ${later}`);
		});
		told.push(`${name} = ${outcome}`);
	}

	assert.deepEqual(requests.map(request => requests.indexOf(request)), [0, 0, 2, 3, 3, 5]);
	requests[1]!.oncomplete!(0, 5);
	requests[2]!.oncomplete!(-111, 0);
	assert.deepEqual(told, [
		'now = 5',
		'later = undefined',
		'never = undefined',
		'now = 5',
		'too long = EMSGSIZE',
		'now = 5',
		'later: 5',
		'never: ECONNREFUSED',
	]);
});
