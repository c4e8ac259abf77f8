/** What the strip tells, as long as it lasts: line by line, the activities after it and the lines that end them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {formatSize} from '../../source/core/quantities.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {Talk} from '../helpers/talk.ts';

function open() {
	const clock = new FakeClock();
	const talk = new Talk(undefined, clock);
	const frames = new FrameMaker(talk.lab);
	return {
		clock,
		talk,
		active: () => frames.make().active.map(({text, ends}) => `${text} / ${ends}`),
		async after(line: string, pane = 'client') {
			await talk.line(line, pane);
			return frames.make().active.map(({text, ends}) => `${text} / ${ends}`);
		},
	};
}

test('a held reader, a repeated line and a line ending are told until they end', async (t: TestContext) => {
	const {after, active, clock, talk} = open();
	t.assert.deepStrictEqual(await after('listen tcp:4000 echo'), []);
	t.assert.deepStrictEqual(await after('connect s1'), []);
	t.assert.deepStrictEqual(await after('s1.1 hold'), ['s1.1 held / s1.1 resume']);
	t.assert.deepStrictEqual(await after('set eol=crlf'), ['s1.1 held / s1.1 resume', 'c1 eol CRLF / c1 set eol=lf']);
	t.assert.deepStrictEqual(await after('every 1s count=100 send hi'), ['s1.1 held / s1.1 resume', 'e1 every 1 s (0 of 100) / stop e1', 'c1 eol CRLF / c1 set eol=lf']);
	for (const wait_us of [0, 1_000_000]) {
		clock.pass(wait_us);
		await talk.quiet();
	}

	t.assert.strictEqual(active()[1], 'e1 every 1 s (2 of 100) / stop e1');
	t.assert.deepStrictEqual(await after('s1.1 resume'), ['e1 every 1 s (2 of 100) / stop e1', 'c1 eol CRLF / c1 set eol=lf']);
	t.assert.deepStrictEqual(await after('stop e1'), ['c1 eol CRLF / c1 set eol=lf']);
	t.assert.deepStrictEqual(await after('set eol=lf'), []);
	t.assert.deepStrictEqual(await after('set eol=none'), ['c1 eol none / c1 set eol=lf']);
	t.assert.deepStrictEqual(await after('close'), []);
});

test('each ends by the line that it tells', async (t: TestContext) => {
	const {after, talk} = open();
	const frames = new FrameMaker(talk.lab);
	await after('listen udp:4000');
	await after('connect udp:4000');
	await after('s1 hold');
	await after('set eol=cr');
	await after('every 1h send hi');
	for (const left of [2, 1, 0]) {
		const {ends} = frames.make().active[0]!;
		const remaining = await after(ends);
		t.assert.strictEqual(remaining.length, left);
	}
});

test('of many of a kind only their number is told', async (t: TestContext) => {
	const {after} = open();
	await after('listen tcp:4000');
	for (let count = 0; count < limits.listed_activities; count++) {
		await after('connect s1');
		await after('hold');
	}

	const listed = await after('list');
	t.assert.strictEqual(listed.length, limits.listed_activities);
	await after('connect s1');
	t.assert.deepStrictEqual(await after('hold'), [`${limits.listed_activities + 1} readers held / `]);
	for (let count = 0; count <= limits.listed_activities; count++) {
		await after('every 1h send hi');
	}

	t.assert.deepStrictEqual(await after('list'), [`${limits.listed_activities + 1} readers held / `, `${limits.listed_activities + 1} lines repeated / stop all`]);
});

test('a recording stands first and tells how much is in the file', async (t: TestContext) => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'activity-'));
	t.after(() => {
		fs.rmSync(folder, {recursive: true});
	});
	const {after, talk, clock, active} = open();
	await after('listen tcp:4000');
	await after('hold');
	await after('connect s1');
	await after('hold');
	const file = path.join(folder, 'talk of the town\u{1B}.jsonl');
	t.assert.deepStrictEqual(await after(`record "${file}"`), [String.raw`● REC talk of the town\x1b.js… 0 B / record off`, 'c1 held / c1 resume']);
	await after('send zeros:2KiB');
	clock.pass(20_000);
	const recording = talk.lab.recordings.current!;
	while (recording.written_bytes <= 2048) {
		await talk.quiet();
	}

	t.assert.ok(active()[0]!.endsWith(`${formatSize(recording.written_bytes)} / record off`));
	t.assert.deepStrictEqual(await after('record off'), ['c1 held / c1 resume']);
});

test('a link is told with what it has lost of how many, each way; one that came with a listener is told of the listener', async (t: TestContext) => {
	const {after} = open();
	await after('listen udp:4000 echo');
	await after('connect udp:4000');
	t.assert.deepStrictEqual(await after('c1 link loss=100% seed=a to=client'), ['c1 link loss=100% to=client / c1 link off']);
	t.assert.deepStrictEqual(await after('c1 send hi'), ['c1 link loss=100% to=client lost 1/1 in / c1 link off']);
	t.assert.deepStrictEqual(await after('c1 link off'), []);
	await after('c1 link dup=100% corrupt=100% to=server');
	t.assert.deepStrictEqual(await after('c1 send hi'), ['c1 link dup=100% corrupt=100% to=server lost 0/1 out, doubled 1 out, corrupted 2 out / c1 link off']);
	await after('c1 link off');
	await after('listen tcp:4000');
	await after('connect tcp:4000');
	t.assert.deepStrictEqual(await after('s2 link satellite'), ['s2 link delay=279ms / s2 link off']);
	t.assert.deepStrictEqual(await after('s2.1 link stall'), ['s2 link delay=279ms / s2 link off', 's2.1 link stall / s2.1 link off']);
	t.assert.deepStrictEqual(await after('s2 link off'), []);
});
