/** Parts of the program that end by themselves, and what it prints to. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {assertRestored, childOf, fromShell} from '../terminal/from-shell.ts';
import type {Fault} from './fault.ts';
import {linesOf} from './refusals.ts';
import {loading, Session, withModule} from './session.ts';

export const labThread: Fault = {
	name: 'lab-thread',
	what: 'the thread of the sockets ends by itself, under the screen and a recording',
	async play() {
		const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
		const file = path.join(folder, 'recording.jsonl');
		try {
			await using playground = await fromShell({environment: loading('end-thread.mjs')});
			playground.line(`/record ${file}`);
			await playground.until(screen => screen.includes('recording to'), 'the answer');
			playground.line('recorded');
			await playground.until(screen => /REC recording\.jsonl [1-9]/v.test(screen), 'bytes in the file');
			process.kill(childOf(playground.pid), 'SIGURG');
			await assertRestored(playground, 1);
			assert.match(playground.screen(), /Error: the thread of the sockets ended by itself, with exit code 1/v);
			return `the terminal is restored, the error told, and ${linesOf(file).length} whole events are recorded`;
		} finally {
			rmSync(folder, {recursive: true});
		}
	},
};

export const recorderThread: Fault = {
	name: 'recorder-thread',
	what: 'the thread that writes a recording ends by itself',
	async play(size) {
		await using session = await Session.open(withModule('end-thread.mjs'));
		for (let round = 0; round < size; round++) {
			const file = path.join(session.folder, `${round}.jsonl`);
			const errors = () => session.program.events.filter(({event}) => event === 'error');
			session.line(`record ${file}`);
			while ((statSync(file, {throwIfNoEntry: false})?.size ?? 0) === 0) {
				await session.roundTrip();
			}

			session.program.child.kill('SIGURG');
			await session.until(() => errors().length > round);
			const stopped = new RegExp(String.raw`^the recording stopped: ${file} has [\d,.]+ (?:Ki)?B, whole up to there(?:; it lacks at most \d+ events? before this)?; the thread that writes it ended: exit code 1$`, 'v');
			assert.match(errors().at(-1)!.message!, stopped);
			assert.ok(linesOf(file).length > 0);
			await session.assertSound();
		}

		session.line(`record ${path.join(session.folder, 'whole.jsonl')}`);
		await session.roundTrip();
		session.line('record off');
		await session.assertSound();
		await session.quit();
		return `${size} recordings told as stopped, whole up to there; the next one is whole`;
	},
};

export const clockJumps: Fault = {
	name: 'clock',
	what: 'the system\'s clock jumps ahead and back, and the process stands still for a while',
	async play(size) {
		await using session = await Session.open(withModule('turn-clock.mjs'));
		session.line('every 5ms send tick');
		const ticks = () => session.count('c1', 'send');
		for (let jump = 0; jump < 4 * size; jump++) {
			const before = ticks();
			session.program.child.kill(jump % 2 === 0 ? 'SIGURG' : 'SIGSTOP');
			session.program.child.kill('SIGCONT');
			await session.until(() => ticks() > before + 5);
		}

		session.line('stop');
		session.line('sleep 20ms');
		await session.assertSound();
		const times = session.program.events.map(({time}) => Date.parse(time));
		assert.deepEqual(times, times.toSorted((one, other) => one - other));
		await session.quit();
		return `times never go back over ${times.at(-1)! - times[0]!} ms, and what repeats goes on`;
	},
};

export const outputClosed: Fault = {
	name: 'output-closed',
	what: 'whoever reads standard output goes, in the middle of a flood and a recording',
	async play() {
		const session = await Session.open();
		try {
			const file = path.join(session.folder, 'recording.jsonl');
			session.line(`record ${file}`);
			session.line('send zeros:4MiB');
			await session.until(() => session.bytes('c1', 'recv') > 0);
			session.program.child.stdout!.destroy();
			assert.deepEqual(await session.program.ended, {code: 0, signal: undefined});
			assert.equal(session.program.errors, '');
			return `it ends with 0, and ${linesOf(file).length} whole events are recorded`;
		} finally {
			await session[Symbol.asyncDispose]();
		}
	},
};
