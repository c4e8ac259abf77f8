/** Calls that the system refuses. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type {Told} from '../helpers/program.ts';
import type {Fault} from './fault.ts';
import {injected, lacksStrace, Session, withDescriptors} from './session.ts';

/** Descriptors that the program may have: some 25 are its own. */
const few_descriptors = 64;

export const noDescriptors: Fault = {
	name: 'EMFILE',
	what: 'all file descriptors taken by connections; then a recording is begun',
	async play(size) {
		await using session = await Session.open(withDescriptors(few_descriptors));
		const port = await session.listen('listen tcp:0');
		const count = few_descriptors * size;
		const sockets: net.Socket[] = [];
		for (let made = 0; made < count; made++) {
			const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
			await once(socket, 'connect');
			sockets.push(socket);
		}

		await session.until(() => session.count('s2', 'accept') + session.count('s2', 'refused') === count);
		const file = path.join(session.folder, 'refused.jsonl');
		session.line(`record ${file}`);
		const {message} = await session.told(({event}) => event === 'error');
		assert.ok(message!.startsWith(`the recording stopped: ${file} has 0 B, whole up to there`));
		assert.ok(message!.endsWith('; the thread that writes it ended: Worker initialization failure: EMFILE'));
		await session.roundTrip();
		for (const socket of sockets) {
			socket.resetAndDestroy();
		}

		await session.until(() => session.count('s2', 'close') === session.count('s2', 'accept'));
		session.line('close s2');
		await session.assertSound();
		const whole = path.join(session.folder, 'whole.jsonl');
		session.line(`record ${whole}`);
		await session.roundTrip();
		session.line('record off');
		await session.assertSound();
		assert.ok(linesOf(whole).length > 0);
		await session.quit();
		return `${count} connects: ${session.count('s2', 'accept')} accepted, ${session.count('s2', 'refused')} told as refused; the recording told as stopped; both work again afterwards`;
	},
};

export const noBuffers: Fault = {
	name: 'ENOBUFS',
	what: 'every other datagram finds no buffer in the system',
	lacks: lacksStrace,
	async play(size) {
		await using session = await Session.open(injected('sendmsg:error=ENOBUFS:when=2+2'));
		session.line('listen udp:0 echo');
		session.line('connect s2');
		const count = 20 * size;
		for (let sent = 0; sent < count; sent++) {
			session.line(`c2 send datagram ${sent}`);
		}

		await session.until(() => session.count('c2', 'recv') === count && session.count('s2', 'send') === count);
		assert.deepEqual([session.count('c2', 'send'), session.count('s2', 'recv')], [count, count]);
		session.line('close c2');
		session.line('close s2');
		await session.assertSound();
		await session.quit();
		return `${count} datagrams wait for a buffer, are sent and echoed: none is lost`;
	},
};

export const noAddress: Fault = {
	name: 'EADDRNOTAVAIL',
	what: 'an address that is not of this machine (RFC 5737), and no port left to connect from',
	lacks: lacksStrace,
	async play() {
		await using session = await Session.open(injected('connect:error=EADDRNOTAVAIL:when=2+'));
		for (const [line, endpoint, event] of [
			['listen tcp:192.0.2.1:0', 's2', 'bind'],
			['listen udp:192.0.2.1:0', 's3', 'bind'],
			['connect s1 local=192.0.2.1:0', 'c2', 'bind'],
		] as const) {
			session.line(line);
			await session.told(refusal(endpoint, event, 'EADDRNOTAVAIL', 'this machine has no such address: 192.0.2.1:0'));
		}

		session.line('connect s1');
		const {message} = await session.told(({endpoint, event}) => endpoint === 'c3' && event === 'connect');
		assert.match(message!, /^no local port is left to reach 127\.0\.0\.1:\d+ from; close some connections, or give another address by local=$/v);
		await session.assertSound();
		await session.quit();
		return 'bind and connect say which address, and what to do; each socket is closed';
	},
};

export const notAllowed: Fault = {
	name: 'EACCES',
	what: 'a port and a path that may not be bound',
	lacks: lacksStrace,
	async play() {
		await using session = await Session.open(injected('bind:error=EACCES:when=2+'));
		for (const [line, endpoint, address] of [
			['listen tcp:80', 's2', '127.0.0.1:80'],
			['listen udp:80', 's3', '127.0.0.1:80'],
			['listen unix:/denied', 's4', 'unix:/denied'],
			['connect s1 local=127.0.0.1:80', 'c2', '127.0.0.1:80'],
		] as const) {
			session.line(line);
			await session.told(refusal(endpoint, 'bind', 'EACCES', `not allowed to bind ${address}; ports under 1024 need privileges, paths need a writable folder`));
		}

		await session.assertSound();
		await session.quit();
		return 'bind says what is needed; each socket is closed';
	},
};

export const noSpace: Fault = {
	name: 'ENOSPC',
	what: 'a disk that is full in the middle of a recording, and of a save',
	lacks: lacksStrace,
	async play(size) {
		await using session = await Session.open(injected('pwritev,pwrite64:error=ENOSPC:when=4'));
		const file = path.join(session.folder, 'recording.jsonl');
		session.line(`record ${file}`);
		const isTold = () => session.program.events.some(refusal('sockplay', 'error', 'ENOSPC'));
		while (!isTold()) {
			await session.roundTrip();
		}

		const {message} = session.program.events.find(({event}) => event === 'error')!;
		assert.match(message!, /^the recording stopped: .* has [\d,]+ B, whole up to there; it lacks at most \d+ events? before this$/v);
		const recorded = linesOf(file).map(line => (JSON.parse(line) as Told).seq);
		assert.deepEqual(recorded, recorded.map((_, index) => recorded[0]! + index));
		for (let again = 0; again < size; again++) {
			session.line(`record ${path.join(session.folder, `${again}.jsonl`)}`);
			await session.roundTrip();
			session.line('record off');
		}

		await session.assertSound();
		await session.quit();
		return `the recording stops with ${recorded.length} whole events, and says so; the next ones are whole`;
	},
};

/** The lines of a text file, each with its end. */
export function linesOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	assert.ok(text === '' || text.endsWith('\n'), 'a whole last line');
	return text.split('\n').slice(0, -1);
}

function refusal(endpoint: string, event: string, errno: string, message?: string): (told: Told) => boolean {
	return told => told.endpoint === endpoint && told.event === event && told.errno === errno && (message === undefined || told.message === message);
}
