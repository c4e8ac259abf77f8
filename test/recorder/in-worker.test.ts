/** A recording written by a thread of its own, to real files. */
import {readFileSync, writeFileSync} from 'node:fs';
import {open} from 'node:fs/promises';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {now_us} from '../../source/core/clock.ts';
import {formats} from '../../source/formats/table.ts';
import {Recording} from '../../source/lab/recording.ts';
import {recordInWorker} from '../../source/recorder/in-worker.ts';
import {folderFor} from '../helpers/recorded.ts';
import {Talk} from '../helpers/talk.ts';

const limit = {timeout: 60_000};

async function recording(t: TestContext, ending: string, flags = 'wx') {
	const file = path.join(folderFor(t), `talk.${ending}`);
	if (flags === 'r') {
		writeFileSync(file, '');
	}

	const talk = new Talk();
	const handle = await open(file, flags);
	const {repeats} = formats[ending]!;
	const made = new Recording({session: talk.lab, open: observer => recordInWorker(now_us)({handle, path: file, only: {}}, observer), path: file, only: {}, repeats});
	return {talk, file, recording: made};
}

function messages(file: string): string[] {
	return readFileSync(file, 'utf8').trimEnd().split('\n').map(line => (JSON.parse(line) as {message: string}).message);
}

test('what was said is in the file when the recording has ended, which knows how large it is', limit, async (t: TestContext) => {
	const {talk, file, recording: made} = await recording(t, 'jsonl');
	await talk.line('say one');
	await talk.line('say two');
	await made.end();
	t.assert.deepStrictEqual(messages(file), ['one', 'two']);
	t.assert.strictEqual(made.written_bytes, readFileSync(file).length);
});

test('a process that ends on the spot waits for its recording, even for one that has only just begun', limit, async (t: TestContext) => {
	const {talk, file, recording: made} = await recording(t, 'jsonl');
	talk.lab.say('one', 'server');
	talk.lab.say('two', 'client');
	made.endNow();
	t.assert.deepStrictEqual(messages(file), ['one', 'two']);
});

test('more than fits a batch, in one event and in many', limit, async (t: TestContext) => {
	const {talk, file, recording: made} = await recording(t, 'bin');
	const pieces = [new Uint8Array(3_000_000).fill(1), ...Array.from({length: 40}, (_, index) => new Uint8Array(100_000).fill(index + 2))];
	for (const piece of pieces) {
		talk.lab.journal.record({name: 'c1', side: 'client'}, {event: 'recv', result: piece.length}, piece);
	}

	await made.end();
	const content = readFileSync(file);
	let at = 0;
	for (const piece of pieces) {
		t.assert.ok(content.subarray(at, at + piece.length).equals(piece), `from ${at}`);
		at += piece.length;
	}

	t.assert.strictEqual(content.length, at);
});

test('a write that the system refuses ends the recording with an event', limit, async (t: TestContext) => {
	const {talk, file, recording: made} = await recording(t, 'jsonl', 'r');
	const errors: Array<string | undefined> = [];
	talk.lab.journal.subscribe(event => {
		errors.push(...event.event === 'error' ? [`${event.errno} ${event.message}`] : []);
	});
	talk.lab.say('one', 'server');
	while (errors.length === 0) {
		await nextTurn();
	}

	t.assert.deepStrictEqual(errors, [`EBADF the recording stopped: ${file} has 0 B, whole up to there; it lacks at most 1 event before this`]);
	await made.end();
	t.assert.strictEqual(readFileSync(file).length, 0);
});
