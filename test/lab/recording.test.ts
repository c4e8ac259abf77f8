/** A recording and its disk: full, slow, or in the way. The disk is a fake that writes when it is told to. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {limits} from '../../source/core/limits.ts';
import type {Output} from '../../source/recorder/output.ts';
import {RecordingWriter} from '../../source/recorder/recording-writer.ts';
import {formats} from '../../source/formats/table.ts';
import {Recording} from '../../source/lab/recording.ts';
import {Recordings} from '../../source/lab/recordings.ts';
import {Talk} from '../helpers/talk.ts';
import {streamsOf} from '../helpers/entries.ts';

type Write = {readonly bytes: Uint8Array; readonly at: number; readonly done: (error: NodeJS.ErrnoException | undefined, written: number) => void};

/** Keeps what is written to it. `take` lets the write under way happen, or a part of it, `fail` refuses it; after `hurry` each happens by itself. */
class FakeDisk implements Output {
	closed = false;
	#memory = Buffer.alloc(1024);
	#length = 0;
	#isFast = false;
	readonly #writes: Write[] = [];

	get content() {
		return this.#memory.subarray(0, this.#length);
	}

	write(pieces: readonly Uint8Array[], at: number, done: Write['done']): void {
		this.#writes.push({bytes: Buffer.concat(pieces), at, done});
		if (this.#isFast) {
			setImmediate(() => {
				this.#perform(this.#writes.shift()!, Infinity);
			});
		}
	}

	writeNow(pieces: readonly Uint8Array[], at: number): void {
		this.#put(Buffer.concat(pieces), at);
	}

	async close(length: number): Promise<void> {
		this.#length = Math.min(length, this.#length);
		this.closed = true;
	}

	/** Waits for a write and takes at most `count` bytes of it. */
	async take(count = Infinity): Promise<void> {
		this.#perform(await this.#next(), count);
	}

	async fail(code: string): Promise<void> {
		const {done} = await this.#next();
		done(Object.assign(new Error(code), {code}), 0);
		await nextTurn();
	}

	hurry(): void {
		this.#isFast = true;
		for (const write of this.#writes.splice(0)) {
			this.#perform(write, Infinity);
		}
	}

	#perform({bytes, at, done}: Write, count: number): void {
		const taken = bytes.subarray(0, count);
		this.#put(taken, at);
		done(undefined, taken.length);
	}

	/** What stood behind it is gone. */
	#put(bytes: Uint8Array, at: number): void {
		this.#length = at + bytes.length;
		if (this.#length > this.#memory.length) {
			this.#memory = Buffer.concat([this.#memory.subarray(0, at)], this.#length * 2);
		}

		this.#memory.set(bytes, at);
	}

	async #next(): Promise<Write> {
		while (this.#writes.length === 0) {
			await nextTurn();
		}

		return this.#writes.shift()!;
	}
}

function recording(format: string, keep_bytes?: number, caughtUp?: () => void) {
	const talk = new Talk(undefined, undefined, keep_bytes);
	const disk = new FakeDisk();
	const entry = formats[format]!;
	const only = {};
	const made = new Recording({session: talk.lab, open: observer => new RecordingWriter({format: entry, output: disk, only}, observer), path: `talk.${format}`, only, repeats: entry.repeats, ...(caughtUp !== undefined && {caughtUp})});
	return {talk, disk, recording: made};
}

test('every event is a line, written when the disk takes it', async () => {
	const {talk, disk, recording: made} = recording('jsonl');
	await talk.line('say one');
	await talk.line('say two');
	disk.hurry();
	await made.end();
	assert.deepEqual(disk.content.toString().split('\n').map(line => line === '' ? '' : (JSON.parse(line) as {message: string}).message), ['one', 'two', '']);
	assert.ok(disk.closed);
});

test('whoever shows how large the file is hears when a slow disk has taken all of it', async () => {
	const sizes: number[] = [];
	const {talk, disk, recording: made} = recording('jsonl', undefined, () => {
		sizes.push(made.written_bytes);
	});
	await talk.line('say one');
	assert.deepEqual(sizes, []);
	await disk.take(10);
	assert.deepEqual(sizes, []);
	await disk.take();
	assert.deepEqual(sizes, [disk.content.length]);
});

test('a full disk ends the recording with an event; what is there ends with a whole line, and the session goes on', async () => {
	const {talk, disk} = recording('jsonl');
	await talk.line('say one');
	await disk.take();
	const whole = disk.content.length;
	const messages: Array<string | undefined> = [];
	talk.lab.journal.subscribe(event => {
		if (event.event === 'error') {
			messages.push(event.message);
		}
	});
	await talk.line('say two');
	await disk.take(10);
	await disk.fail('ENOSPC');
	assert.deepEqual(await talk.line('say three'), ['sockplay error ENOSPC', 'sockplay said: three']);
	assert.deepEqual(messages, [`the recording stopped: talk.jsonl has ${whole} B, whole up to there; it lacks at most 1 event before this`]);
	assert.equal(disk.content.length, whole);
	assert.ok(disk.closed);
	assert.equal(await talk.line('listen tcp:0 echo').then(lines => lines.at(-1)), 's1 listen(511) = 0');
});

test('a disk that is slow holds the streams, and lets go of them when it has caught up', async () => {
	const {talk, disk, recording: made} = recording('bin');
	await talk.line('listen tcp:0 discard');
	await talk.line('connect s1');
	const sent_bytes = Math.ceil(limits.recording_full_bytes / 4);
	const amount = sent_bytes * 5;
	for (let sent = 0; sent < 5; sent++) {
		await talk.line(`send zeros:${sent_bytes}`);
	}

	const server = streamsOf(talk.lab, 'server')[0]!;
	assert.ok(server.in_bytes < amount, 'recv is not called while the disk is behind');
	disk.hurry();
	while (server.in_bytes < amount) {
		await nextTurn();
	}

	await made.end();
	assert.equal(disk.content.length, amount * 2, 'every byte of the send and of the recvs');
});

test('a send larger than what is kept in memory is in the file without its bytes, with a word about it', async () => {
	const {talk, disk, recording: made} = recording('jsonl', 1024);
	disk.hurry();
	await talk.line('listen tcp:0 discard');
	await talk.line('connect s1');
	const said: Array<string | undefined> = [];
	talk.lab.journal.subscribe(({event, message}) => {
		if (event === 'note') {
			said.push(message);
		}
	});
	await talk.line('send zeros:3MiB');
	await made.end();
	assert.match(said.join('\n'), /talk\.jsonl has no bytes of sends and recvs larger than what is kept in memory: a larger --keep keeps them/v);
	const send = disk.content.toString().split('\n').find(line => line.includes('"event":"send"'));
	assert.deepEqual([/"bytes":(?<bytes>\d+)/v.exec(send!)?.groups!['bytes'], send!.includes('"data"')], [String(3 * 1024 * 1024), false]);
});

test('datagrams do not wait: those that find no room are counted and told', async () => {
	const {talk, disk} = recording('bin');
	await talk.line('listen udp:0');
	await talk.line('connect s1');
	const count = Math.ceil(limits.recording_full_bytes / 60_000) + 10;
	for (let sent = 0; sent < count; sent++) {
		await talk.line('send zeros:60000');
	}

	disk.hurry();
	const said = await talk.line('say done');
	assert.match(said.join('\n'), /sockplay lost.*\d sends and recvs are in talk\.bin without their bytes: the disk was slower/v);
});

test('when the process ends, what waits is written at once, and what was under way again at its place', async () => {
	const {talk, disk, recording: made} = recording('jsonl');
	await talk.line('say one');
	await disk.take();
	await talk.line('say two');
	await talk.line('say three');
	made.endNow();
	assert.equal(disk.content.toString().match(/"message":"\w+"/gv)?.join(' '), '"message":"one" "message":"two" "message":"three"');
});

test('one recording after the other is made in the same memory, but for what one that failed may still be read from', async () => {
	const talk = new Talk();
	const used: SharedArrayBuffer[] = [];
	const recordings = new Recordings(talk.lab, (_, observer) => ({
		write({numbers}) {
			used.push(numbers);
			if (used.length === 2) {
				observer.failed('ENOSPC', 0);
			} else {
				observer.written(1);
			}
		},
		end: async () => 1,
		endNow: () => undefined,
	}));
	const handle = undefined as unknown as FileHandle;
	for (let round = 0; round < 6; round++) {
		const made = recordings.begin({handle, path: 'talk.jsonl', only: {}, repeats: true}, () => undefined);
		talk.lab.say('one', 'server');
		await made.end();
		await made.end();
	}

	assert.equal(used.length, 6);
	assert.equal(new Set(used).size, 3, 'one being filled, one being written, and that of the one that failed');
});
