/** What happens to the terminal. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {missing} from '../services/clients.ts';
import {assertRestored, childOf, fromShell} from '../terminal/from-shell.ts';
import type {Fault} from './fault.ts';
import {linesOf} from './refusals.ts';

export const resizes: Fault = {
	name: 'resizes',
	what: 'the terminal is resized over and over during a flood',
	async play(size) {
		await using playground = await fromShell();
		playground.line('/every 1ms send flood');
		const count = 100 * size;
		for (let resize = 0; resize < count; resize++) {
			playground.resize(20 + (resize * 37 % 180), 5 + (resize * 11 % 60));
			await nextTurn();
		}

		playground.resize(120, 40);
		await playground.until(screen => screen.split('\n').some(line => line.length === 120 && line.includes('╮╭ CLIENT')), 'the picture of the last size');
		playground.line('/stop');
		playground.line('still here');
		await playground.until(screen => screen.includes('still here␊'), 'a conversation that goes on');
		playground.line('/quit');
		await assertRestored(playground, 0);
		return `${count} sizes; the last one is laid out, keys work, the terminal is restored`;
	},
};

export const hangup: Fault = {
	name: 'hangup',
	what: 'the terminal is gone (SIGHUP), during a recording',
	testedIn: 'test/terminal/endings.test.ts',
	play: async () => withoutTerminal(),
};

export const endOfTerminal: Fault = {
	name: 'EIO',
	what: 'the terminal is gone and no SIGHUP tells it: reads end, writes fail with EIO',
	lacks: () => missing('setsid'),
	play: async () => withoutTerminal('setsid'),
};

/** Closes the window of a program that records, started so; it ends by itself, its recording whole. */
async function withoutTerminal(...before: readonly string[]): Promise<string> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
	const file = path.join(folder, 'recording.jsonl');
	try {
		const playground = await fromShell({before});
		const pid = childOf(playground.pid);
		playground.line(`/record ${file}`);
		await playground.until(screen => screen.includes('recording to'), 'the answer');
		playground.line('/every 1ms send flood');
		await playground.until(screen => /REC recording\.jsonl [1-9]/v.test(screen), 'bytes in the file');
		playground.hangUp();
		await endOf(pid);
		const events = linesOf(file);
		assert.match(events.at(-1)!, /"event":"close"/v);
		return `it ends by itself, its recording is whole: ${events.length} events, the last a close`;
	} finally {
		rmSync(folder, {recursive: true});
	}
}

/** Waits for the end of a process that is not a child of this one. */
async function endOf(pid: number): Promise<void> {
	const child = spawn('tail', [`--pid=${pid}`, '-s', '0.05', '-f', '/dev/null']);
	await once(child, 'exit');
}
