/** The server's end of a recording, played to clients that ask as they did, in another order, something else, or never. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {conversation, data, ReplayStage, serverOf, type PeerHandler} from '../helpers/replayed.ts';

const web = [
	conversation('s1.1', '1 open', String.raw`2 > GET /a\n`, '3 < page a', '4 < FIN', '5 close'),
	conversation('s1.2', '11 open', String.raw`12 > GET /b\n`, '13 < page b', '14 < FIN', '15 close'),
].map(each => serverOf(each));

/** A client that says this at once. */
function asks(...texts: readonly string[]): PeerHandler {
	return {
		begins(endpoint) {
			for (const text of texts) {
				endpoint.send(data(text));
			}
		},
	};
}

test('clients that ask as they did get the recorded answers', async () => {
	const stage = new ReplayStage();
	const heard: string[][] = [];
	const lines = await stage.play(web, {
		role: 'server',
		async meanwhile() {
			heard.push(await stage.client(asks(String.raw`GET /a\n`)), await stage.client(asks(String.raw`GET /b\n`)));
		},
	});
	assert.deepEqual(lines, ['s1.1: 1 send, 1 request as recorded', 's1.2: 1 send, 1 request as recorded']);
	assert.deepEqual(heard, [['page a', 'FIN'], ['page b', 'FIN']]);
});

test('clients that come in another order get the conversation that begins as they do', async () => {
	const stage = new ReplayStage();
	const heard: string[][] = [];
	const lines = await stage.play(web, {
		role: 'server',
		async meanwhile() {
			heard.push(await stage.client(asks('GET /', String.raw`b\n`)), await stage.client(asks(String.raw`GET /a\n`)));
		},
	});
	assert.deepEqual(heard, [['page b', 'FIN'], ['page a', 'FIN']]);
	assert.deepEqual(lines, ['s1.1: 1 send, 1 request as recorded', 's1.2: 1 send, 1 request as recorded']);
});

test('a client that asks something else gets the answer all the same, and is told of', async () => {
	const stage = new ReplayStage();
	const heard: string[][] = [];
	const lines = await stage.play(web.slice(0, 1), {
		role: 'server',
		async meanwhile() {
			heard.push(await stage.client(asks(String.raw`GET /c\n`)));
		},
	});
	assert.deepEqual(lines, [
		's1.1 request 1 differs from the recording',
		'  byte 5 differs: 61 "a" was expected, 63 "c" came',
		'  - 0000  47 45 54 20 2f 61 0a                             GET /a␊',
		'  + 0000  47 45 54 20 2f 63 0a                             GET /c␊',
		'                         ^^',
		's1.1: 1 send, 0 of 1 request as recorded',
	]);
	assert.deepEqual(heard, [['page a', 'FIN']]);
});

test('a server that speaks first does not wait for the client', async () => {
	const stage = new ReplayStage();
	const mail = [1, 2].map(number => serverOf(conversation(`s1.${number}`, 'open', String.raw`< 220 hello ${number}\n`, String.raw`> QUIT\n`, String.raw`< 221 bye\n`, '< FIN')));
	const heard: string[][] = [];
	const lines = await stage.play(mail, {
		role: 'server',
		async meanwhile() {
			const quits: PeerHandler = {
				hears(text, endpoint) {
					if (text.startsWith('220')) {
						endpoint.send(data(String.raw`QUIT\n`));
					}
				},
			};
			heard.push(await stage.client(quits), await stage.client(quits));
		},
	});
	assert.deepEqual(heard, [['220 hello 1\n', '221 bye\n', 'FIN'], ['220 hello 2\n', '221 bye\n', 'FIN']]);
	assert.deepEqual(lines, ['s1.1: 2 sends, 1 request as recorded', 's1.2: 2 sends, 1 request as recorded']);
});

test('conversations that no client came for: with a time limit each is told of', async () => {
	const stage = new ReplayStage();
	const lines = await stage.play(web, {
		role: 'server',
		accept_ms: 2000,
		async meanwhile() {
			await stage.client(asks(String.raw`GET /a\n`));
		},
	});
	assert.deepEqual(lines, ['s1.2 no client came for it in 2 s', 's1.1: 1 send, 1 request as recorded', 's1.2: 0 of 1 send, 0 of 1 request as recorded']);
});

test('once every conversation has its client, nobody else is accepted', async () => {
	const stage = new ReplayStage();
	const further = Promise.withResolvers<string[]>();
	await stage.play(web.slice(0, 1), {
		role: 'server',
		async meanwhile() {
			await stage.client({
				...asks(String.raw`GET /a\n`),
				hears() {
					further.resolve(stage.client({}));
				},
			});
		},
	});
	assert.deepEqual(await further.promise, ['refused']);
});

test('a client that begins like several conversations is looked at until it is clear which it is', async () => {
	const stage = new ReplayStage();
	const heard: string[][] = [];
	const lines = await stage.play(web, {
		role: 'server',
		async meanwhile() {
			heard.push(await stage.client({
				begins(endpoint) {
					endpoint.send(data('GET'));
					stage.clock.schedule(stage.clock.now_us() + 100_000, () => {
						endpoint.send(data(String.raw` /b\n`));
					});
				},
			}), await stage.client(asks(String.raw`GET /a\n`)));
		},
	});
	assert.deepEqual(heard, [['page b', 'FIN'], ['page a', 'FIN']]);
	assert.deepEqual(lines, ['s1.1: 1 send, 1 request as recorded', 's1.2: 1 send, 1 request as recorded']);
});

test('the address is in use', async () => {
	const stage = new ReplayStage();
	await stage.server({});
	assert.deepEqual(await stage.play(web.slice(0, 1), {role: 'server'}), ['bind(127.0.0.1:80) = EADDRINUSE', 's1.1: 0 of 1 send, 0 of 1 request as recorded']);
});
