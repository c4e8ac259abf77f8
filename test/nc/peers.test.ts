/** Ours on one side of a conversation, nc, ncat, socat or ours on the other; every byte arrives, in every order of sends and ends. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, suite, test} from 'node:test';
import {FakeClock} from '../helpers/fake-clock.ts';
import {freePort, hasNc, hasNcat, hasSocat, ourNc, program, type Running} from './netcats.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-peers-'));

after(() => {
	rmSync(folder, {recursive: true});
});

type Transport = 'tcp' | 'unix' | 'udp';

/** Where: a port of 127.0.0.1, or a path. */
type Place = {readonly transport: Transport; readonly port: string; readonly path: string};

type Netcat = {
	readonly name: string;
	readonly isThere: boolean;
	/** Says on standard error that it listens. */
	readonly listen: (place: Place) => Running;
	readonly connect: (place: Place) => Running;
	/** Why it is another program after its peer's FIN, or over UDP. */
	readonly endsWithPeer?: true;
};

/** The words of nc. */
function words({transport, port, path: file}: Place): string[] {
	return {tcp: ['127.0.0.1', port], unix: ['-U', file], udp: ['-u', '127.0.0.1', port]}[transport];
}

const ours: Netcat = {
	name: 'ours',
	isThere: true,
	listen: place => ourNc(['-lvN', ...words(place)]),
	connect: place => ourNc(['-N', ...words(place)]),
};

const others: readonly Netcat[] = [
	ours,
	{
		name: 'nc',
		isThere: hasNc,
		listen: place => program('nc', ['-lvN', ...words(place)]),
		connect: place => program('nc', ['-N', ...words(place)]),
	},
	{
		name: 'ncat',
		isThere: hasNcat,
		listen: place => program('ncat', ['-lv', ...words(place)]),
		connect: place => program('ncat', words(place)),
		endsWithPeer: true,
	},
	{
		name: 'socat',
		isThere: hasSocat,
		listen: ({transport, port, path: file}) => program('socat', ['-dd', '-t60', '-', {
			tcp: `TCP-LISTEN:${port},bind=127.0.0.1`,
			unix: `UNIX-LISTEN:${file}`,
			udp: `UDP-LISTEN:${port},bind=127.0.0.1`,
		}[transport]]),
		connect: ({transport, port, path: file}) => program('socat', ['-t60', '-', {
			tcp: `TCP:127.0.0.1:${port}`,
			unix: `UNIX-CONNECT:${file}`,
			udp: `UDP:127.0.0.1:${port}`,
		}[transport]]),
	},
];

const pairs = others.flatMap((other): Array<[server: Netcat, client: Netcat]> => other === ours ? [[ours, ours]] : [[ours, other], [other, ours]]);

/** `S` sends on the server's side, `C` on the client's; small letters are the ends of their inputs. A server of nc ends with its client, so C ends after S has sent. */
const orders = ['CScs', 'CSsc', 'SCcs', 'SCsc', 'SsCc'];

/** Every byte there is, in an order that shows what is missing. */
const large = Buffer.from(Array.from({length: 100_000}, (_, index) => (index * 7 + Math.floor(index / 256)) % 256)).toString('latin1');

let places = 0;

async function newPlace(transport: Transport): Promise<Place> {
	places++;
	return {transport, port: String(await freePort()), path: path.join(folder, String(places))};
}

suite('streams', {concurrency: 4}, () => {
	for (const transport of ['tcp', 'unix'] as const) {
		for (const [server, client] of pairs) {
			for (const order of orders.filter(each => each !== 'SsCc' || client.endsWithPeer !== true)) {
				const skip = !(server.isThere && client.isThere) && 'not installed';
				test(`${transport} ${server.name} ← ${client.name} ${order}`, {skip}, async () => {
					await converse(order, server, client, await newPlace(transport));
				});
			}
		}
	}
});

async function converse(order: string, server: Netcat, client: Netcat, place: Place): Promise<void> {
	const listening = server.listen(place);
	await listening.until(() => /(?:listening|bound) on/iv.test(listening.errors));
	const asking = client.connect(place);
	const [fromServer, fromClient] = [`server ${large}`, `client ${large}`];
	const moves: Readonly<Record<string, () => Promise<void> | void>> = {
		async S() {
			listening.write(fromServer);
			await asking.until(() => asking.output.length >= fromServer.length);
		},
		async C() {
			asking.write(fromClient);
			await listening.until(() => listening.output.length >= fromClient.length);
		},
		s() {
			listening.end();
		},
		c() {
			asking.end();
		},
	};
	for (const move of order) {
		await moves[move]!();
	}

	assert.deepEqual(await Promise.all([asking.ended, listening.ended]), [0, 0]);
	assert.strictEqual(asking.output, fromServer, 'the client got what the server sent');
	assert.strictEqual(listening.output, fromClient, 'the server got what the client sent');
}

suite('datagrams', {concurrency: 4}, () => {
	test('-w counts from the first datagram that comes, and not at all with -k', async () => {
		const clock = new FakeClock();
		const [one, all] = [await newPlace('udp'), await newPlace('udp')];
		const once = ourNc(['-luv', '-w1', '127.0.0.1', one.port], {clock});
		const always = ourNc(['-lukv', '-w1', '127.0.0.1', all.port], {clock});
		for (const [listening, {port}] of [[once, one], [always, all]] as const) {
			await listening.until(() => listening.errors.includes('Bound on'));
			clock.pass(10_000_000);
			const asking = ourNc(['-u', '-q0', '127.0.0.1', port]);
			asking.write('late');
			asking.end();
			await listening.until(() => listening.output === 'late');
		}

		clock.pass(1_000_000);
		assert.equal(await once.ended, 0);
		const asking = ourNc(['-u', '-q0', '127.0.0.1', all.port]);
		asking.write('later');
		asking.end();
		await always.until(() => always.output === 'latelater');
		always.kill();
		await always.ended;
	});

	for (const [server, client] of pairs) {
		const skip = !(server.isThere && client.isThere) && 'not installed';
		test(`udp ${server.name} ← ${client.name}`, {skip}, async () => {
			const place = await newPlace('udp');
			const listening = server.listen(place);
			await listening.until(() => /(?:listening|bound) on/iv.test(listening.errors));
			const asking = client.connect(place);
			asking.write('question\n');
			await listening.until(() => listening.output === 'question\n');
			listening.write('answer\n');
			await asking.until(() => asking.output === 'answer\n');
			asking.write('another\n');
			await listening.until(() => listening.output === 'question\nanother\n');
			asking.kill();
			listening.kill();
			await Promise.all([asking.ended, listening.ended]);
		});
	}
});
