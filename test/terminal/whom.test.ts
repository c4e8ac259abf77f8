/** Whom am I talking to? As somebody at a keyboard of 80 columns finds out. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import net from 'node:net';
import {test} from 'node:test';
import {startPlayground, type Playground} from './playground.ts';

/** The port that the server pane's title tells. */
function portOf(playground: Playground): number {
	return Number(/SERVER +s1 tcp 127\.0\.0\.1:(?<port>[1-9]\d*)/v.exec(playground.screen())!.groups!['port']);
}

async function connect(port: number): Promise<net.Socket> {
	const socket = net.connect(port, '127.0.0.1');
	await once(socket, 'connect');
	return socket;
}

test('the chosen connection has closed: the list shows, a line is kept, Ctrl+N and Enter send it to an open one', async () => {
	await using playground = await startPlayground({columns: 80, rows: 24});
	playground.line('/connect s1');
	await playground.until(screen => screen.includes('▸ c2'), 'the second client');
	playground.line('/close');
	await playground.until(screen => /▸ c2 .*closed {2}Ctrl\+N chooses c1/v.test(screen), 'the way to the first');
	playground.line('hello');
	await playground.until(screen => screen.includes('c2 is closed; Ctrl+N chooses c1') && screen.includes('c2 › hello'), 'the line, kept');
	playground.press('Ctrl+N');
	await playground.until(screen => screen.includes('c1 › hello'), 'the first client chosen');
	assert.doesNotMatch(playground.screen(), /"hello/v);
	playground.press('Enter');
	await playground.until(screen => /c1 +recv\(65536\) = 6 +"hello\\n"/v.test(screen), 'the echo');
});

test('somebody waits while a dead peer stays chosen: it is seen at once, and Alt+A answers', async () => {
	await using playground = await startPlayground({columns: 80, rows: 24, words: ['--blank']});
	playground.line('/listen tcp:0');
	await playground.until(screen => /SERVER +s1 tcp 127\.0\.0\.1:[1-9]/v.test(screen), 'a listener');
	const port = portOf(playground);
	const dead = await connect(port);
	const waiting = await connect(port);
	await playground.until(screen => screen.includes('▸ s1.1') && screen.includes('s1.2'), 'both');
	dead.resetAndDestroy();
	waiting.write('GET / HTTP/1.1\r\n\r\n');
	await playground.until(screen => /▸ s1\.1 .*reset/v.test(screen) && /● s1\.2 .*18 B new/v.test(screen), 'who waits');
	playground.press('Alt+A');
	await playground.until(screen => screen.includes('s1.2 ›'), 'the pane and the connection that wait');
	playground.line('HTTP/1.0 204');
	const [answer] = await once(waiting, 'data') as [Uint8Array];
	assert.equal(String.fromCodePoint(...answer), 'HTTP/1.0 204\n');
	waiting.destroy();
});

test('eight clients at 80x24: how many have no row is told; Ctrl+O walks and narrows all of them', async () => {
	await using playground = await startPlayground({columns: 80, rows: 24, words: ['--blank']});
	playground.line('/listen tcp:0');
	await playground.until(screen => /SERVER +s1 tcp 127\.0\.0\.1:[1-9]/v.test(screen), 'a listener');
	const port = portOf(playground);
	const clients = [];
	for (let count = 0; count < 8; count++) {
		clients.push(await connect(port));
	}

	await playground.until(screen => screen.includes('+6 more  Ctrl+O shows all'), 'the list cut, and saying so');
	playground.press('Ctrl+O');
	await playground.until(screen => screen.includes('1 of 8') && screen.includes('s1.8'), 'all of them');
	playground.type('s1.7');
	await playground.until(screen => screen.includes('s1.7  1 of 1'), 'the one that matches');
	playground.press('Enter');
	await playground.until(screen => screen.includes('s1.7 ›'), 'it is chosen');
	playground.line('/all send hi');
	for (const client of clients) {
		const [data] = await once(client, 'data') as [Uint8Array];
		assert.equal(String.fromCodePoint(...data), 'hi');
		client.destroy();
	}
});

test('a server that is not there yet: reconnect retry= waits for it, in sight, and Esc ends that', async () => {
	await using playground = await startPlayground({columns: 80, rows: 24, words: ['--blank']});
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	server.close();
	await once(server, 'close');
	playground.line(`/connect tcp:${port}`);
	await playground.until(screen => screen.includes('ECONNREFUSED'), 'nobody there');
	playground.line('/reconnect retry=200ms');
	await playground.until(screen => screen.includes('e1 c1 reconnect every 200 ms'), 'what goes on');
	playground.press('Escape');
	await playground.until(screen => !screen.includes('c1 reconnect every') && screen.includes('not connected'), 'its end');
	playground.line('/reconnect retry=200ms');
	playground.line(`/listen tcp:${port}`);
	await playground.until(screen => screen.includes('= s1.1 from') && screen.includes('connected'), 'a connection');
});
