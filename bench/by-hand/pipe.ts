/**
How fast bytes go through `sockplay connect` and `sockplay listen`, next to nc, ncat and socat on the same machine.

`node tools/build.ts && node bench/by-hand/pipe.ts [MiB] [ROUNDS]` (a minute with 1024 and 5). Each round runs every
tool once, so that all of them meet the same load; what is told are medians, the time from the start of the sender to
the end of the receiver, starts of both processes included. Tools that are not installed are left out.
*/
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {rmSync} from 'node:fs';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isInstalled} from '../helpers/installed.ts';
import {median} from '../helpers/median.ts';
import {portInUse} from '../helpers/proc.ts';

const [size_mib = 1024, rounds = 5] = process.argv.slice(2).map(Number);
const program = path.join(import.meta.dirname, '../../dist/cli.js');
const sockplay = `${process.execPath} ${program}`;
let port = 21_900;

/** What a shell runs to listen on a port, and to send there. */
type Tool = {readonly listen: (port: number) => string; readonly send: (port: number) => string};

const tools: Readonly<Record<string, Tool>> = {
	sockplay: {listen: at => `${sockplay} listen tcp:${at}`, send: at => `${sockplay} connect tcp:${at}`},
	nc: {listen: at => `nc -l 127.0.0.1 ${at}`, send: at => `nc -N 127.0.0.1 ${at}`},
	ncat: {listen: at => `ncat -l 127.0.0.1 ${at}`, send: at => `ncat --send-only 127.0.0.1 ${at}`},
	socat: {listen: at => `socat -u TCP-LISTEN:${at},reuseaddr -`, send: at => `socat -u - TCP:127.0.0.1:${at}`},
};

const installed = Object.entries(tools).filter(([, {send}]) => isInstalled(send(0).split(' ', 1)[0]!));
const file = path.join(tmpdir(), `sockplay-bench-${process.pid}`);
spawnSync('sh', ['-c', `head -c ${size_mib}M /dev/zero > ${file}`]);
const ways: Readonly<Record<string, (listen: string, send: string) => readonly [listen: string, send: string]>> = {
	'pipe to pipe': (listen, send) => [`${listen} < /dev/null | cat > /dev/null`, `cat ${file} | ${send} | cat`],
	'pipe to /dev/null': (listen, send) => [`${listen} < /dev/null > /dev/null`, `cat ${file} | ${send} > /dev/null`],
	'file to /dev/null': (listen, send) => [`${listen} < /dev/null > /dev/null`, `${send} < ${file} > /dev/null`],
};

try {
	console.log(`${size_mib} MiB over loopback, medians of ${rounds} rounds, MiB/s`);
	for (const [way, commands] of Object.entries(ways)) {
		const speeds = new Map<string, number[]>();
		for (let round = 0; round < rounds; round++) {
			for (const [name, tool] of installed) {
				const at = ++port;
				const [listen, send] = commands(tool.listen(at), tool.send(at));
				speeds.set(name, [...speeds.get(name) ?? [], await speed(listen, send, at)]);
			}
		}

		const medians = [...speeds].map(([name, all]) => `${name} ${median(all).toFixed(0).padStart(5)}`);
		console.log(`${way.padEnd(18)} ${medians.join(' | ')}`);
	}
} finally {
	rmSync(file);
}

async function speed(listen: string, send: string, at: number): Promise<number> {
	const receiver = shell(listen);
	const received = once(receiver, 'exit');
	await portInUse(at);
	const begun_ms = performance.now();
	const sender = shell(send);
	await Promise.all([received, once(sender, 'exit')]);
	return size_mib / (performance.now() - begun_ms) * 1000;
}

function shell(command: string): ChildProcess {
	return spawn('sh', ['-c', command], {stdio: ['ignore', 'inherit', 'inherit']});
}
