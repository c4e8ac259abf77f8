/** Pipes between this program and nc, ncat and socat, in both roles: what comes out is what went in, both ways at once. */
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {Buffer} from 'node:buffer';
import {createHash, randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {freePort} from '../helpers/free-port.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sockplay-pipe-'));
const program = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const ours = `${process.execPath} ${program}`;

after(() => {
	rmSync(folder, {recursive: true});
});

/**
What a shell runs to listen and to connect, and what it says once it listens. `losesItsEnd`: as a listener it sometimes
leaves out the end of what it sends, to a client of its own kind as well (seen in 1 of 40 runs).
*/
type Peer = {readonly listen: string; readonly connect: string; readonly listening: RegExp; readonly losesItsEnd?: true};

const peers: Readonly<Record<string, Readonly<Record<'tcp' | 'unix', Peer>>>> = {
	sockplay: {
		tcp: {listen: `${ours} listen -v tcp:PORT`, connect: `${ours} connect tcp:PORT`, listening: /listen\(/v},
		unix: {listen: `${ours} listen -v unix:FILE`, connect: `${ours} connect unix:FILE`, listening: /listen\(/v},
	},
	nc: {
		tcp: {listen: 'nc -lvN 127.0.0.1 PORT', connect: 'nc -N 127.0.0.1 PORT', listening: /Listening on/v},
		unix: {listen: 'nc -lvNU FILE', connect: 'nc -NU FILE', listening: /Listening on/v, losesItsEnd: true},
	},
	ncat: {
		tcp: {listen: 'ncat -lv 127.0.0.1 PORT', connect: 'ncat 127.0.0.1 PORT', listening: /Listening on 127/v},
		unix: {listen: 'ncat -lvU FILE', connect: 'ncat -U FILE', listening: /Listening on/v},
	},
	socat: {
		tcp: {listen: 'socat -dd -t 60 TCP-LISTEN:PORT,bind=127.0.0.1 -', connect: 'socat -t 60 - TCP:127.0.0.1:PORT', listening: /listening on/v},
		unix: {listen: 'socat -dd -t 60 UNIX-LISTEN:FILE -', connect: 'socat -t 60 - UNIX:FILE', listening: /listening on/v},
	},
};

/** `listens` resolves once it has said on standard error what fits. */
function shell(command: string, listening = /^/v): {readonly ended: Promise<unknown>; readonly listens: Promise<void>} {
	const child = spawn('sh', ['-c', command], {stdio: ['ignore', 'ignore', 'pipe']});
	const listens = new Promise<void>((resolve, reject) => {
		let errors = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			errors = (errors + text).slice(0, 1000);
			if (listening.test(errors)) {
				resolve();
			}
		});
		child.once('close', () => {
			reject(new Error(`it ended before it listened: ${errors}`));
		});
	});
	listens.catch(() => undefined);
	return {ended: once(child, 'close'), listens};
}

const limit = {timeout: 60_000};

for (const [name, transports] of Object.entries(peers)) {
	const isMissing = name !== 'sockplay' && spawnSync('which', [name]).status !== 0;
	for (const [transport, peer] of Object.entries(transports)) {
		for (const [server, client] of [[peer, peers['sockplay']![transport as 'tcp']], [peers['sockplay']![transport as 'tcp'], peer]] as const) {
			const role = server === peer ? 'listens' : 'connects';
			test(`${name} ${role}, over ${transport}`, {...limit, skip: isMissing}, async () => {
				const port = await freePort();
				const at = (file: string) => path.join(folder, `${name}-${role}-${transport}-${file}`);
				const placed = (command: string) => command.replace('PORT', () => String(port)).replace('FILE', () => at('socket'));
				const [up, down] = [randomBytes(3_000_001), randomBytes(2_000_003)];
				writeFileSync(at('up'), up);
				writeFileSync(at('down'), down);
				const listener = shell(`${placed(server.listen)} < ${at('down')} > ${at('up.got')}`, server.listening);
				await listener.listens;
				const connector = shell(`cat ${at('up')} | ${placed(client.connect)} | cat > ${at('down.got')}`);
				await Promise.all([listener.ended, connector.ended]);
				const got = readFileSync(at('down.got'));
				const wanted = server.losesItsEnd === true ? down.subarray(0, got.length) : down;
				assert.deepEqual([readFileSync(at('up.got')).equals(up), got.equals(wanted)], [true, true]);
			});
		}
	}
}

test('1 GiB goes through connect and listen as it is', limit, async () => {
	const [port, block, copies] = [await freePort(), randomBytes(64 * 1024 * 1024), 16];
	const [file, sum] = [path.join(folder, 'block'), path.join(folder, 'sum')];
	writeFileSync(file, block);
	const listener = shell(`${ours} listen -v tcp:${port} < /dev/null | sha256sum > ${sum}`, /listen\(/v);
	await listener.listens;
	const connector = shell(`cat ${`${file} `.repeat(copies)} | ${ours} connect tcp:${port} | cat`);
	const hash = createHash('sha256');
	for (let copy = 0; copy < copies; copy++) {
		hash.update(block);
	}

	await Promise.all([listener.ended, connector.ended]);
	assert.equal(readFileSync(sum, 'utf8').slice(0, 64), hash.digest('hex'));
});

test('an output that takes a part of each write gets every byte once', limit, async () => {
	const bytes = randomBytes(20 * 1024 * 1024);
	const server = net.createServer(socket => {
		socket.end(bytes);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	// Between processes of Node, "pipe" is a Unix socket, whose buffer is smaller than what is written at once.
	const child = spawn(process.execPath, [program, 'connect', `tcp:${port}`], {stdio: ['ignore', 'pipe', 'inherit']});
	const pieces = await child.stdout.toArray() as Uint8Array[];
	server.close();
	assert.ok(Buffer.concat(pieces).equals(bytes));
});

test('a slow reader costs no memory', limit, async () => {
	const little_kib = await peakMemory(1);
	const much_kib = await peakMemory(64 * 1024 * 1024);
	assert.ok(much_kib - little_kib < 24 * 1024, `${little_kib} KiB for a byte, ${much_kib} KiB for 64 MiB`);
});

/** The most memory that `yes | sockplay connect` has needed when so many bytes were read from it, one recv a turn of the event loop. */
async function peakMemory(bytes: number): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	const yes = spawn('yes', {stdio: ['ignore', 'pipe', 'ignore']});
	const child = spawn(process.execPath, [program, 'connect', `tcp:${port}`], {stdio: [yes.stdout, 'ignore', 'ignore']});
	yes.stdout.destroy();
	const [socket] = await once(server, 'connection') as [net.Socket];
	for (let read = 0; read < bytes;) {
		const piece: unknown = socket.read();
		if (piece === null) {
			await once(socket, 'readable');
		} else {
			read += (piece as Uint8Array).length;
			await nextTurn();
		}
	}

	const peak = /^VmHWM:\s+(?<kib>\d+) kB$/mv.exec(readFileSync(`/proc/${child.pid!}/status`, 'utf8'));
	socket.destroy();
	server.close();
	await once(child, 'close');
	return Number(peak!.groups!['kib']);
}
