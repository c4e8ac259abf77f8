/** A recording is read in steps: others have their turn between them, whoever takes the events is waited for, and it can be stopped. */
import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {HexReader} from '../../source/formats/read/hex-reader.ts';
import type {RecordingReader, ReplayStep} from '../../source/formats/read/steps.ts';
import {Output} from '../../source/lab/output.ts';
import {Opening, type OpeningSettings} from '../../source/lab/opening.ts';
import {RecordedSession} from '../../source/lab/recorded-session.ts';
import {Talk} from '../helpers/talk.ts';

const party = {name: 'c1', side: 'client'} as const;

/** One event for each byte, and one at the end. */
function reader(): RecordingReader & {pieces: number} {
	const event: ReplayStep = {kind: 'event', source: party, fact: {event: 'note'}, time: 0};
	return {
		pieces: 0,
		isOver: false,
		mistakes: 0,
		notes: ['a remark'],
		* read(bytes) {
			this.pieces++;
			for (const _ of bytes) {
				yield event;
			}
		},
		end: () => [event],
	};
}

async function * pieces(count: number, bytes: number): AsyncGenerator<Uint8Array> {
	for (let piece = 0; piece < count; piece++) {
		yield new Uint8Array(bytes);
	}
}

/** An opening whose clock goes on by a millisecond with each look at it. */
function opened(settings: Partial<OpeningSettings> = {}) {
	let now_us = 0;
	const clock = () => {
		now_us += 1000;
		return now_us;
	};

	const recording = new RecordedSession('/tmp/talk.jsonl', {now_us: () => 0, events: 1500});
	return {journal: recording.journal, opening: new Opening({size_bytes: 1000, reader: reader(), recording, now_us: clock, output: new Output(), changed: () => undefined, ...settings})};
}

test('between steps of a few milliseconds others have their turn', async () => {
	const {opening} = opened();
	let turns = 0;
	const over = new AbortController();
	const count = async () => {
		while (!over.signal.aborted) {
			turns++;
			await nextTurn();
		}
	};

	const counting = count();
	assert.deepEqual(await opening.run(pieces(1, 1000)), ['1,001 events', 'a remark']);
	over.abort();
	await counting;
	assert.ok(turns >= 1000 / (limits.scan_step_ms + 1), `${turns} turns`);
});

test('it tells how far it is, and what is stopped says so', async () => {
	const told: number[] = [];
	const source = reader();
	const {opening, journal} = opened({reader: source, changed() {
		told.push(opening.progress);
		if (told.length === 3) {
			opening.stop();
		}
	}});
	const stopped = 'stopped: only the first 300 B of 1,000 B were read';
	assert.deepEqual(await opening.run(pieces(10, 100)), ['301 events', stopped, 'a remark']);
	assert.deepEqual([told, source.pieces], [[0.1, 0.2, 0.3], 3]);
	const {client} = journal.tracks;
	assert.equal(client.at(client.end - 1)?.event.message, `talk.jsonl: ${stopped}`);
});

test('it stops within a piece', async () => {
	const {opening, journal} = opened();
	journal.subscribe(({seq}) => {
		if (seq === 50) {
			opening.stop();
		}
	});
	const [events] = await opening.run(pieces(10, 100));
	assert.equal(events, '51 events');
});

test('where a file has nothing to tell, others have their turn and it can be stopped', async () => {
	const silent = async function * () {
		yield new TextEncoder().encode('\n'.repeat(100_000));
	};

	const {opening} = opened({reader: new HexReader(), size_bytes: 100_000});
	const reading = opening.run(silent());
	let turns = 0;
	for (; turns < 20; turns++) {
		await nextTurn();
	}

	opening.stop();
	assert.deepEqual(await reading, ['0 events', 'stopped: only the first 0 B of 97.7 KiB were read']);
});

test('while nobody takes the events, none is told', async () => {
	const output = new Output();
	output.setFull(true);
	const {opening} = opened({output});
	const reading = opening.run(pieces(1, 100));
	for (let turn = 0; turn < 20; turn++) {
		await nextTurn();
	}

	assert.equal(opening.events, 0);
	output.setFull(false);
	await reading;
	assert.equal(opening.events, 101);
});

test('nothing is read behind the place where nothing more can be', async () => {
	const source = {...reader(), isOver: true};
	await opened({reader: source}).opening.run(pieces(10, 1));
	assert.equal(source.pieces, 1);
});

test('which part is shown of what is more than the journal keeps', async () => {
	const {opening, journal} = opened({size_bytes: 2000});
	const [events, part] = await opening.run(pieces(2, 1000));
	assert.equal(events, '2,001 events');
	assert.equal(part, 'only the newest events are kept, with 0 B of bytes');
	assert.equal(journal.tracks.client.at(journal.tracks.client.end - 1)?.event.message, `talk.jsonl: ${part}`);
});

test('files are read into the same memory, unless one that was closed is still read', async () => {
	const {openings} = new Talk().lab;
	const used: Uint8Array[] = [];
	const read = async (until?: Promise<void>) => openings.read({path: 'talk.hex', size_bytes: 1, reader: reader()}, async function * (memory) {
		used.push(memory);
		await until;
		yield memory.subarray(0, 1);
	});
	await read();
	const slow = Promise.withResolvers<void>();
	const closed = read(slow.promise);
	await read();
	slow.resolve();
	await closed;
	await read();
	assert.deepEqual(used.map(memory => used.indexOf(memory)), [0, 0, 2, 0]);
});
