/**
Mixed play for a long time: a session on the screen and one without, peers of all kinds around them, lines typed and
keys pressed at random. What is looked at is memory and file descriptors.
*/
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {median} from '../../bench/helpers/median.ts';
import {portInUse, residentMemory} from '../../bench/helpers/proc.ts';
import {Headless, onScreen} from '../../bench/helpers/sockplay.ts';
import {seeded} from '../helpers/seeded.ts';
import type {Terminal} from '../helpers/terminal.ts';

/**
Memory is flat when the last fifth of the time has at most so much more than the third. In a shorter time than this the
session still fills what it keeps (64 MiB, 100,000 events).
*/
const flat_part = 1.05;
const flat_MiB = 12;
const filled_ms = 600_000;
const sample_ms = 5000;

/** How a connection may end for its peer. */
const endings = new Set(['ECONNRESET', 'EPIPE']);

/** A peer that is held goes after this. */
const patience_ms = 3000;

type Ports = Readonly<{echo: number; chargen: number; udp: number}>;
type Player = Readonly<{name: string; pid: number; ports: Ports; samples: number[]; descriptors: number[]}>;

/** Plays for so long and tells from time to time; throws when memory is not flat. */
export async function playMixed(duration_ms: number, tell: (text: string) => void): Promise<string> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
	try {
		const [one, other] = [await freePorts(), await freePorts()];
		await using headless = new Headless({lines: lines(one)});
		await using screen = onScreen({lines: lines(other), columns: 120, rows: 40});
		await Promise.all([one, other].flatMap(({echo, chargen, udp}) => [portInUse(echo), portInUse(chargen), portInUse(udp, 'udp')]));
		const players = [player('headless', headless.pid, one), player('screen', screen.pid, other)];
		const until_ms = performance.now() + duration_ms;
		await Promise.all([
			...players.map(async ({ports}, index) => peers(ports, seeded(index + 1), until_ms)),
			typing(screen, {folder, random: seeded(3), until_ms}),
			sampling(players, until_ms, tell),
		]);
		return players.map(each => verdict(each, duration_ms)).join('; ');
	} finally {
		rmSync(folder, {recursive: true});
	}
}

/** Below those that the system gives to clients: nobody else takes them before they are listened on. */
async function freePorts(): Promise<Ports> {
	return {echo: await freePort(), chargen: await freePort(), udp: await freePort()};
}

async function freePort(): Promise<number> {
	const port = 20_000 + Math.floor(Math.random() * 10_000);
	const server = net.createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		return freePort();
	}

	server.close();
	await once(server, 'close');
	return port;
}

function lines({echo, chargen, udp}: Ports): string[] {
	return [`listen tcp:${echo} echo`, `listen tcp:${chargen} chargen`, `listen udp:${udp} echo`, 'connect s1'];
}

function player(name: string, pid: number, ports: Ports): Player {
	return {name, pid, ports, samples: [], descriptors: []};
}

/** One peer after the other, each of a random kind. What is typed meanwhile may hold, reset or refuse them. */
async function peers(ports: Ports, random: () => number, until_ms: number): Promise<void> {
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
	const bytes = Buffer.alloc(64 * 1024, 'talk');
	for (let left = random() * 128; left > 0; left--) {
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
async function visitors({echo}: Ports, random: () => number): Promise<void> {
	for (let left = random() * 100; left > 0; left--) {
		const socket = await connected(echo);
		socket.resume().end('visit');
		await ended(socket);
	}
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

type Typist = Readonly<{folder: string; random: () => number; until_ms: number}>;

/** Lines and keys, whatever they come to; and the window in other sizes. */
async function typing(screen: Terminal, {folder, random, until_ms}: Typist): Promise<void> {
	const one = (...texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
	const acts = [
		() => {
			screen.type(`${one('hello', 'Xin chào 你好', '/send zeros:1MiB', '/every 2ms count=200 send tick', '/all send hi')}\r`);
		},
		() => {
			screen.type(`${one('/connect s1 name=guest', '/guest close', '/guest reset', '/guest hold', '/guest resume', '/s1 hold', '/s1 resume')}\r`);
		},
		() => {
			screen.type(`${one('/listen tcp:0 echo name=side', '/side close', '/connect side name=inner', '/inner close')}\r`);
		},
		() => {
			screen.type(`${one('/view text', '/view decode', '/view hex', '/find hello', '/filter out', '/filter off', '/list', '/zoom')}\r`);
		},
		() => {
			screen.type(`${one('/link delay=5ms jitter=2ms', '/link loss=5%', '/link off')}\r`);
		},
		() => {
			screen.type(`/record ${folder}/${one('a.jsonl', 'b.pcapng')} overwrite=yes\r`);
		},
		() => {
			screen.type(`${one('/record off', `/save ${folder}/c.pcapng overwrite=yes`, `/open ${folder}/b.pcapng`)}\r`);
		},
		() => {
			screen.press(one('Tab', 'PageUp', 'PageDown', 'End', 'Home', 'F1', 'Escape', 'Escape', 'Up', 'Down'));
		},
		() => {
			screen.resize(40 + Math.floor(random() * 160), 12 + Math.floor(random() * 50));
		},
	];
	while (performance.now() < until_ms) {
		acts[Math.floor(random() * acts.length)]!();
		await delay(300 * random());
	}
}

async function sampling(players: readonly Player[], until_ms: number, tell: (text: string) => void): Promise<void> {
	const began_ms = performance.now();
	for (let samples = 0; performance.now() < until_ms; samples++) {
		await delay(Math.min(sample_ms, Math.max(0, until_ms - performance.now())));
		for (const {pid, samples: found, descriptors} of players) {
			const {now_MiB} = residentMemory(pid)!;
			found.push(now_MiB);
			descriptors.push(readdirSync(`/proc/${pid}/fd`).length);
		}

		if (samples % 12 !== 11) {
			continue;
		}

		const minutes = Math.round((performance.now() - began_ms) / 60_000);
		const now = players.map(each => `${each.name} ${each.samples.at(-1)!.toFixed(0)} MiB, ${each.descriptors.at(-1)} descriptors`);
		tell(`${minutes} min: ${now.join('; ')}`);
	}
}

function verdict({name, samples, descriptors}: Player, duration_ms: number): string {
	const fifth = (values: readonly number[], number: number) =>
		median(values.slice(Math.floor(values.length * number / 5), Math.ceil(values.length * (number + 1) / 5)));
	const fifths = [0, 1, 2, 3, 4].map(number => fifth(samples, number));
	const memory = `${fifths.map(value => value.toFixed(0)).join(', ')} MiB resident in the five fifths of the time (medians)`;
	const most = `${Math.max(...samples).toFixed(0)} at the most`;
	const told = `${name}: ${memory}, ${most}; ${fifth(descriptors, 2)} and ${fifth(descriptors, 4)} descriptors in the third and last`;
	assert.ok(duration_ms < filled_ms || fifths[4]! <= Math.max(fifths[2]! * flat_part, fifths[2]! + flat_MiB), `memory is not flat: ${told}`);
	return told;
}
