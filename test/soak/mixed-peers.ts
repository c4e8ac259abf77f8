/** Peers of all kinds for the services of a session. */
import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {once} from 'node:events';
import net from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../source/core/limits.ts';

/** How a connection may end for its peer. */
const endings = new Set(['ECONNRESET', 'EPIPE']);

/** Bytes that a talker sends at once, and how often it does at the most. */
const piece_bytes = 64 * 1024;
const most_talk = 128;

/** A peer that is held goes after this. */
const patience_ms = 3000;

/** Where the services of that name listen; `udp` is an echo. */
export type Ports = Readonly<{echo: number; chargen: number; udp: number}>;

/** One peer after the other, each of a random kind. What is typed meanwhile may hold, reset or refuse them. */
export async function peers(ports: Ports, random: () => number, until_ms: number): Promise<void> {
	const kinds = [talker, talker, slowTalker, silentPeer, resetter, visitors, datagrams];
	while (performance.now() < until_ms) {
		try {
			await kinds[Math.floor(random() * kinds.length)]!(ports, random);
		} catch (error) {
			if (!endings.has((error as NodeJS.ErrnoException).code ?? '')) {
				throw error;
			}
		}

		await delay(200 * random());
	}
}

/** Connections that fill a log: each has more than seven events. */
const filling_connections = limits.journal_events / 7;

/** Fills what a session keeps: as many events and bytes as it may have. */
export async function fill(ports: Ports): Promise<void> {
	// What the echo sends is not stored again.
	for (let left_bytes = limits.keep_bytes; left_bytes > 0; left_bytes -= most_talk * piece_bytes) {
		await talker(ports, () => 1);
	}

	for (let left = filling_connections; left > 0; left--) {
		await visit(ports);
	}
}

/** A connection that ends by itself when nothing comes or goes for a while. */
async function connected(port: number): Promise<net.Socket> {
	const socket = net.connect({port, host: '127.0.0.1', noDelay: true}).on('error', () => undefined);
	socket.setTimeout(patience_ms, () => {
		socket.destroy(Object.assign(new Error('held'), {code: 'ECONNRESET'}));
	});
	await once(socket, 'connect');
	return socket;
}

async function ended(socket: net.Socket): Promise<void> {
	if (!socket.closed) {
		await once(socket, 'close');
	}
}

/** Up to 8 MiB to the echo, all of them read. */
async function talker({echo}: Ports, random: () => number): Promise<void> {
	const socket = await connected(echo);
	socket.resume();
	const bytes = Buffer.alloc(piece_bytes, 'talk');
	for (let left = random() * most_talk; left > 0; left--) {
		if (!socket.write(bytes)) {
			await once(socket, 'drain');
		}
	}

	socket.end();
	await ended(socket);
}

/** Sends of one byte each. */
async function slowTalker({echo}: Ports, random: () => number): Promise<void> {
	const socket = await connected(echo);
	socket.resume();
	for (let left = random() * 3000; left > 0; left--) {
		if (!socket.write('x')) {
			await once(socket, 'drain');
		}
	}

	socket.end();
	await ended(socket);
}

/** Never reads what it is sent without end, and goes without a word. */
async function silentPeer({chargen}: Ports, random: () => number): Promise<void> {
	const socket = await connected(chargen);
	socket.pause();
	await delay(500 * random());
	socket.destroy();
	await ended(socket);
}

async function resetter({chargen}: Ports): Promise<void> {
	const socket = await connected(chargen);
	await once(socket, 'data');
	socket.resetAndDestroy();
	await ended(socket);
}

/** Many who come and go. */
async function visitors(ports: Ports, random: () => number): Promise<void> {
	for (let left = random() * 100; left > 0; left--) {
		await visit(ports);
	}
}

async function visit({echo}: Ports): Promise<void> {
	const socket = await connected(echo);
	socket.resume().end('visit');
	await ended(socket);
}

/** Up to 300 datagrams of any size, some more than the socket takes. */
async function datagrams({udp}: Ports, random: () => number): Promise<void> {
	const socket = dgram.createSocket('udp4');
	const all = Array.from({length: random() * 300}, async () => new Promise<void>(resolve => {
		socket.send(Buffer.alloc(random() < 0.1 ? 65_507 : random() * 1400, 'd'), udp, '127.0.0.1', () => {
			resolve();
		});
	}));
	await Promise.all(all);
	await delay(50);
	socket.close();
}
