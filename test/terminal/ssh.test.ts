/** Through a real sshd: the screen at the other end of a connection, and what becomes of a session when that drops. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {createReadStream, readFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {describe, test} from 'node:test';
import {freePort} from '../helpers/free-port.ts';
import type {Told} from '../helpers/program.ts';
import {startSshd, type Sshd} from '../helpers/sshd.ts';
import {projectFolder} from '../helpers/terminal.ts';
import {missing} from '../services/clients.ts';
import {countOf, isEchoing, program} from './playground.ts';

/** As on a box that has nothing: no locale. */
function commandLine(sshd: Sshd, words: string): string {
	return `cd ${projectFolder}; unset LANG LC_CTYPE; export LC_ALL=C XDG_STATE_HOME=${sshd.folder}; exec ${program.join(' ')} ${words}`;
}

type Talk = {readonly enough: number; readonly goesOn: boolean};

/** A client that sends a line for each that it gets, until it got enough or, where it goes on, the connection ends; answers all that it got. */
async function talk(port: number, {enough, goesOn}: Talk): Promise<{readonly reached: Promise<void>; readonly ended: Promise<string>}> {
	const socket = net.connect(port, '127.0.0.1').setEncoding('utf8');
	const reached = Promise.withResolvers<void>();
	const ended = Promise.withResolvers<string>();
	let got = '';
	let sent = 0;
	const say = () => {
		socket.write(`line ${++sent}\n`);
	};

	socket.on('data', (text: string) => {
		got += text;
		if (sent === enough) {
			reached.resolve();
		}

		if (sent < enough || goesOn) {
			say();
		}
	});
	socket.on('error', () => undefined);
	socket.on('close', () => {
		ended.resolve(got);
	});
	await once(socket, 'connect');
	say();
	return {reached: reached.promise, ended: ended.promise};
}

/** What a recording holds of the bytes sent by the accepted connection; every line of it is whole. */
function sentIn(file: string): string {
	const text = readFileSync(file, 'utf8');
	assert.ok(text.endsWith('\n'));
	const events = text.trimEnd().split('\n').map(line => JSON.parse(line) as Told);
	const sends = events.filter(({endpoint, event}) => endpoint === 's1.1' && event === 'send');
	return sends.map(({data = ''}) => Buffer.from(data, 'base64').toString()).join('');
}

describe('ssh', {skip: missing('sshd', 'ssh', 'ssh-keygen', 'mkfifo')}, () => {
	test('to a box without a locale: start, typing, resize and quit', async () => {
		await using sshd = await startSshd();
		await using terminal = sshd.login(commandLine(sshd, ''), {columns: 80, rows: 24});
		await terminal.until(screen => isEchoing(screen) && screen.startsWith('─ SERVER'), 'the screen, with lines');
		terminal.type('Xin chào 你好\r');
		await terminal.until(screen => countOf(screen, '"Xin chào 你好') > 2, 'the echo');
		terminal.resize(120, 40);
		await terminal.until(screen => screen.split('\n').some(line => line.length === 120) && screen.includes('╮╭ CLIENT'), 'both panes side by side');
		terminal.resize(80, 24);
		await terminal.until(screen => screen.startsWith('─ SERVER') && screen.split('\n').at(-1)!.includes('F1 help'), 'the panes above each other');
		terminal.type('/quit\r');
		const {code} = await terminal.exit;
		assert.equal(code, 0);
		assert.deepEqual([terminal.alternate(), terminal.cursor().isVisible], [false, true]);
		assert.ok(!terminal.raw().includes('^[[0n'), 'no answer of the terminal is echoed');
	});

	// A client that is stopped answers nothing any more, as one behind a closed lid.
	const drops: ReadonlyArray<readonly [how: string, signal: NodeJS.Signals, goesOn: boolean]> = [
		['a client that is killed in the middle of a conversation', 'SIGKILL', true],
		['a client that is stopped in the middle of a conversation', 'SIGSTOP', true],
		['a client that is stopped while nothing happens', 'SIGSTOP', false],
	];
	for (const [how, signal, goesOn] of drops) {
		test(`${how} ends the session, and its recording has everything`, async () => {
			await using sshd = await startSshd();
			const port = await freePort();
			const [recording, alive] = [path.join(sshd.folder, 'talk.jsonl'), path.join(sshd.folder, 'alive')];
			execFileSync('mkfifo', [alive]);
			// Whatever runs there holds it open; its end is the end of all of them.
			const end = once(createReadStream(alive).resume(), 'end');
			await using terminal = sshd.login(`exec 3>${alive}; ${commandLine(sshd, `--terminal-timeout 2s --record ${recording} listen tcp:${port} echo`)}`, {columns: 80, rows: 24});
			await terminal.until(screen => screen.includes('listen(511) = 0'), 'the listener');
			const {reached, ended} = await talk(port, {enough: 500, goesOn});
			await reached;
			process.kill(terminal.pid, signal);
			const got = await ended;
			await end;
			assert.ok(got.includes('line 499\n'));
			assert.equal(sentIn(recording).slice(0, got.length), got);
		});
	}
});
