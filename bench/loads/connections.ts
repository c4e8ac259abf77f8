/**
`connections.ts open PORT COUNT`: opens so many connections, a hundred at a time, then sends 64 bytes through each and
waits for them, five times, and leaves them open until it is ended.

`connections.ts in-a-row PORT COUNT`: connects, sends a few bytes and FIN, and waits for the end, eight at a time.

Either tells how many seconds that took.
*/
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';

const [kind, port, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const host = '127.0.0.1';
const message = new Uint8Array(64).fill(0x61);
const rounds = 5;
const sockets: net.Socket[] = [];

/** Runs `work` so often, so many at one time. */
async function each(atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
	let begun = 0;
	const worker = async () => {
		while (begun < count) {
			await work(begun++);
		}
	};

	await Promise.all(Array.from({length: atOnce}, worker));
}

async function open(index: number): Promise<void> {
	const socket = net.connect({port, host, noDelay: true});
	sockets[index] = socket;
	await once(socket, 'connect');
}

/** An answer of this size comes in one piece. */
async function talk(index: number): Promise<void> {
	const socket = sockets[index]!;
	socket.write(message);
	await once(socket, 'data');
}

async function connectAndClose(): Promise<void> {
	const socket = net.connect({port, host});
	socket.resume();
	socket.end('hello');
	await once(socket, 'close');
}

const begun_ms = performance.now();
if (kind === 'open') {
	await each(100, open);
	for (let round = 0; round < rounds; round++) {
		await each(100, talk);
	}
} else {
	await each(8, connectAndClose);
}

console.log(JSON.stringify({seconds: (performance.now() - begun_ms) / 1000}));
