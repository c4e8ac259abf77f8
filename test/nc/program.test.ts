/** `sockplay nc` as a program, in a shell as its user types it. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import dgram from 'node:dgram';
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {BareSocket} from './bare-socket.ts';
import {freePort} from './netcats.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function sum(numbers: readonly number[]): number {
	return numbers.reduce((left, right) => left + right, 0);
}

/** A line of the shell with `nc` for ours, its standard input closed. */
async function shell(line: string): Promise<{readonly code: number; readonly output: string; readonly errors: string}> {
	const nc = `nc() { exec '${process.execPath}' --import tsx cli.tsx nc "$@"; }`;
	const child = spawn('sh', ['-c', `${nc}; ${line}`], {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
	const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
	return {code, output, errors};
}

/** A server on loopback, and who connects to it first. */
async function server(): Promise<{readonly port: number; readonly peer: Promise<BareSocket>}> {
	const listening = net.createServer({allowHalfOpen: true});
	await once(listening.listen(0, '127.0.0.1'), 'listening');
	const peer = (async () => {
		const [socket] = await once(listening, 'connection') as [net.Socket];
		listening.close();
		return new BareSocket(socket);
	})();
	return {port: (listening.address() as net.AddressInfo).port, peer};
}

test('an answer goes to standard output, words to standard error, and the exit code is nc\'s', async () => {
	const {port, peer} = await server();
	const asked = shell(`printf 'question' | nc -vnN 127.0.0.1 ${port}`);
	const answering = await peer;
	await answering.gets('question');
	await answering.getsFin();
	answering.send('answer\n');
	answering.finish();
	assert.deepEqual(await asked, {code: 0, output: 'answer\n', errors: `Connection to 127.0.0.1 ${port} port [tcp/*] succeeded!\n`});
});

test('a port that nobody listens on is a condition of the shell', async () => {
	const port = await freePort();
	assert.deepEqual(await shell(`if (nc -zn 127.0.0.1 ${port}); then echo up; else echo down; fi`), {code: 0, output: 'down\n', errors: ''});
});

test('nc … | head -1 ends with head, although the peer says nothing more', {skip: process.platform !== 'linux' && 'only Linux tells that a reader has gone'}, async () => {
	const {port, peer} = await server();
	const asked = shell(`nc -n 127.0.0.1 ${port} </dev/null | head -1`);
	const greeting = await peer;
	greeting.send('220 ready\n');
	await greeting.getsFin();
	assert.deepEqual(await asked, {code: 0, output: '220 ready\n', errors: ''});
});

test('over UDP what is longer than a datagram goes in several', async () => {
	await using socket = dgram.createSocket('udp4');
	await once(socket.bind(0, '127.0.0.1'), 'listening');
	const {port} = socket.address();
	const lengths: number[] = [];
	const end = new Promise<void>(resolve => {
		socket.on('message', (datagram, {port: sender}) => {
			if (sender === port) {
				resolve();
			} else {
				lengths.push(datagram.length);
			}
		});
	});
	assert.deepEqual(await shell(`head -c 100000 /dev/zero | nc -nu -q0 127.0.0.1 ${port}`), {code: 0, output: '', errors: ''});
	socket.send('end', port, '127.0.0.1');
	await end;
	assert.equal(sum(lengths), 100_000);
	assert.ok(Math.max(...lengths) <= 16_384, lengths.join(' '));
});

for (const file of ['/dev/null', '$(mktemp)']) {
	test(`standard output may be ${file}`, async () => {
		const {port, peer} = await server();
		const asked = shell(`file=${file}; (nc -n 127.0.0.1 ${port} </dev/null >$file); code=$?; cat $file; exit $code`);
		const answering = await peer;
		answering.send('answer\n');
		answering.close();
		assert.deepEqual(await asked, {code: 0, output: file === '/dev/null' ? '' : 'answer\n', errors: ''});
	});
}
