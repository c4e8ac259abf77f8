import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {existsSync, mkdtempSync, readFileSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {execute} from '../../source/commands/execute.ts';
import {patternBytes} from '../../source/core/data-bytes.ts';
import {isProblem} from '../../source/core/problem.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import type {Viewport} from '../../source/frames/frame.ts';
import type {RawPane} from '../../source/frames/raw/pane.ts';
import {Lab} from '../../source/lab/lab.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';

/** A lab with an echo server and a client, and what its raw pane answers to lines. */
async function open(settings: {readonly keep_bytes?: number} = {}) {
	const lab = new Lab({...settings, network: memoryNetwork(), now_us: () => 1_000_000, random: count => new Uint8Array(count)});
	const frames = new FrameMaker(lab);
	const size = {columns: 80, rows: 20};
	frames.viewport = {...frames.viewport, sizes: {server: size, client: size, raw: size}} satisfies Viewport;
	const run = async (line: string) => {
		const outcome = await execute(lab, line, {screen: frames.screen, pane: 'raw'});
		return isProblem(outcome) ? outcome.message : outcome.request;
	};

	await run('listen tcp:4000 echo');
	await run('connect s1');
	await settle(lab, 'c1', 0);
	await run(String.raw`c1 send Xin ch\u{e0}o\n`);
	await settle(lab, 'c1', 10);
	return {lab, run, raw: frames.screen.pane, frames};
}

/** Waits until an endpoint has received so many bytes. */
async function settle(lab: Lab, name: string, bytes: number): Promise<void> {
	while ((lab.registry.get(name)?.in_bytes ?? 0) < bytes || lab.registry.get('s1.1') === undefined) {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}
}

function move(raw: RawPane, frames: FrameMaker, ...moves: ReadonlyArray<Parameters<RawPane['move']>[0]>): void {
	for (const by of moves) {
		raw.move(by, frames.viewport);
	}
}

describe('copy', () => {
	test('hands the text to the terminal, in the form of the view unless told', async () => {
		const {run, raw, frames} = await open();
		assert.equal(await run('copy'), 'nothing is marked');
		move(raw, frames, 'right');
		assert.deepEqual(await run('copy'), {type: 'copy', text: '58 69 6e 20 63 68 c3 a0 6f 0a', notice: '10 B copied as hex if the terminal allows OSC 52; else `copy to=FILE`'});
		frames.viewport = {...frames.viewport, view: 'escaped'};
		assert.match(JSON.stringify(await run('copy')), /Xin chào\\\\n/v);
		assert.match(JSON.stringify(await run('copy base64')), /WGluIGNow6BvCg==/v);
	});

	test('writes a file for its owner alone, and leaves one that is there alone', async () => {
		const {run, raw, frames} = await open();
		const file = path.join(mkdtempSync(path.join(tmpdir(), 'sockplay-')), 'bytes');
		move(raw, frames, 'right');
		await run(`copy text to=${file}`);
		assert.equal(readFileSync(file, 'utf8'), 'Xin chào\n');
		assert.equal(statSync(file).mode % 0o1000, 0o600);
		assert.equal(await run(`copy hex to=${file}`), `${file} exists already`);
		await run(`copy hex to=${file} overwrite=yes`);
		assert.equal(readFileSync(file, 'utf8'), '58 69 6e 20 63 68 c3 a0 6f 0a');
		assert.equal(await run('copy hex to=/dev/full'), '/dev/full is a device, not a regular file');
		assert.equal(await run(`copy hex to=${file}/x`), `${file}/x cannot be written: ENOTDIR, not a directory`);
	});

	for (const [when, prepare, meanwhile] of [
		['pushed out of what is kept', [], []],
		['pushed out of a frozen picture that goes on', ['freeze on'], ['freeze off']],
	] as const) {
		test(`what is written stays as it was marked, also when it is ${when} meanwhile`, async () => {
			const {run, raw, frames, lab} = await open({keep_bytes: 3_000_000});
			const file = path.join(mkdtempSync(path.join(tmpdir(), 'sockplay-')), 'bytes');
			await run('c1 send pattern:200000');
			await settle(lab, 'c1', 200_010);
			for (const line of prepare) {
				await run(line);
			}

			move(raw, frames, 'right', 'home', 'block-after', 'block-after');
			const writing = run(`copy text to=${file}`);
			while (!existsSync(file)) {
				await nextTurn();
			}

			for (const line of meanwhile) {
				await run(line);
			}

			await run('c1 send zeros:9MB');
			await settle(lab, 'c1', 9_200_010);
			assert.ok(lab.journal.store.first > 6_000_000, 'it is not kept any more');
			await writing;
			assert.deepEqual(readFileSync(file), Buffer.from(patternBytes(200_000)));
			assert.equal(lab.journal.store.leased_bytes, 0);
		});
	}

	test('more than terminals take is refused', async () => {
		const {run, raw, frames, lab} = await open();
		await run('c1 send zeros:100KB');
		await settle(lab, 'c1', 100_010);
		move(raw, frames, 'right', 'home');
		await run('mark');
		move(raw, frames, 'end');
		assert.equal(await run('copy'), 'these are more than 68.4 KiB');
	});
});

describe('resend', () => {
	test('through the end that sent it', async () => {
		const {run, raw, frames, lab} = await open();
		move(raw, frames, 'right', 'home');
		await run('resend');
		await settle(lab, 'c1', 20);
		assert.equal(lab.registry.get('c1')?.out_bytes, 20);
	});

	test('through another, marked in part', async () => {
		const {run, raw, frames, lab} = await open();
		move(raw, frames, 'right', 'home');
		await run('mark');
		move(raw, frames, 'right', 'right');
		await run('s1.1 resend');
		await settle(lab, 'c1', 13);
		assert.equal(await run('c9 resend'), 'no endpoint is called c9');
	});

	test('edited first', async () => {
		const {run, raw, frames} = await open();
		move(raw, frames, 'right', 'home');
		assert.deepEqual(await run('resend edit=yes'), {type: 'edit', pane: 'client', text: String.raw`/c1 send Xin chào\n`});
	});
});

describe('lines', () => {
	const table: ReadonlyArray<readonly [line: string, answer: string]> = [
		['find', 'nothing is searched for'],
		['filter', 'this filters nothing'],
		['filter off to=server', 'off stands alone'],
		['filter after=25:00', 'a day has 24 hours of 60 minutes of 60 seconds'],
		['filter after=soon', 'this is a time such as 12:01:09.5, or 30s for 30 seconds ago'],
		['filter content=/(/', 'this is no expression: error parsing regexp: missing closing ): `(`'],
		['copy overwrite=yes', 'overwrite= goes with to=FILE'],
		['view only=c7', 'no endpoint is called c7'],
		['view decode text', 'decode or text: one of them at a time'],
		['view stream blocks', 'stream or blocks: one of them at a time'],
		['every 1s view text', 'view cannot be repeated'],
		['every 1s find', 'find cannot be repeated'],
		['every 1s zoom raw', 'zoom cannot be repeated'],
	];
	for (const [line, answer] of table) {
		test(line, async () => {
			const {run} = await open();
			assert.equal(await run(line), answer);
		});
	}

	const views: ReadonlyArray<readonly [line: string, change: Readonly<Record<string, unknown>>]> = [
		['view decode stream', {view: 'decode', joined: true}],
		['view stream decode', {view: 'decode', joined: true}],
		['view all blocks', {only: '', joined: false}],
		['view legs=both', {legs: 'both'}],
	];
	for (const [line, change] of views) {
		test(line, async () => {
			const {run} = await open();
			assert.deepEqual(await run(line), {type: 'view', ...change});
		});
	}

	test('view only= takes an endpoint of a recording that was opened', async () => {
		const {run, lab} = await open();
		lab.journal.record({name: 'c7', side: 'client'}, {event: 'send', result: 1}, Uint8Array.of(0x61));
		assert.deepEqual(await run('view only=c7'), {type: 'view', only: 'c7'});
		assert.equal(await run('view only=c8'), 'no endpoint is called c8');
	});

	test('filter by what lies in the past', async () => {
		const {run, raw, frames} = await open();
		await run('filter before=10s');
		assert.deepEqual(raw.compose(frames.viewport).notes, ['filter hides 2']);
		await run('filter after=10s to=client');
		assert.deepEqual(raw.compose(frames.viewport).notes, ['filter hides 1']);
	});
});
