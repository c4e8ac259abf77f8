/** What the options do to the standard streams. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test} from 'node:test';
import type {Input} from '../../source/core/standard-streams.ts';
import {CountedOutput} from '../../source/nc/streams/counted-output.ts';
import {CrlfInput} from '../../source/nc/streams/crlf-input.ts';
import {EmptyInput} from '../../source/nc/streams/empty-input.ts';
import {LastingInput} from '../../source/nc/streams/lasting-input.ts';
import {PacedInput} from '../../source/nc/streams/paced-input.ts';
import {TelnetOutput} from '../../source/nc/streams/telnet.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {MemoryInput, MemoryOutput} from '../helpers/memory-streams.ts';

/** What an input gives from now on: texts, `end`, `error ERRNO`. */
function listen(input: Input): string[] {
	const heard: string[] = [];
	input.observer = {
		received(bytes) {
			heard.push(Buffer.from(bytes).toString('latin1'));
		},
		ended() {
			heard.push('end');
		},
		failed(errno) {
			heard.push(`error ${errno}`);
		},
	};
	return heard;
}

/** Lets everything happen that is about to. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 8; turn++) {
		await nextTurn();
	}
}

test('-C: LF becomes CRLF, also where the CR before it came with the read before', async () => {
	const heard = listen(new CrlfInput(new MemoryInput('a\nb\r\n', '\n\n', 'c\r', '\nd', '\r', 'e').end()));
	assert.deepEqual(heard, []);
	const input = new CrlfInput(new MemoryInput('a\nb\r\n', '\n\n', 'c\r', '\nd', '\r', 'e').end());
	const all = listen(input);
	input.resume();
	await settle();
	assert.deepEqual(all, ['a\r\nb\r\n', '\r\n\r\n', 'c\r', '\nd', '\r', 'e', 'end']);
});

test('-i: one line, and the next when the time has come and somebody wants it', async () => {
	const clock = new FakeClock();
	const input = new PacedInput(new MemoryInput('one\ntwo\nth', 'ree\n').end(), clock, 1000);
	const heard = listen(input);
	input.resume();
	await settle();
	assert.deepEqual(heard, ['one\n']);
	clock.pass(1_000_000);
	assert.deepEqual(heard, ['one\n', 'two\n']);
	input.hold();
	clock.pass(1_000_000);
	assert.deepEqual(heard, ['one\n', 'two\n']);
	input.resume();
	assert.deepEqual(heard, ['one\n', 'two\n', 'th']);
	clock.pass(1_000_000);
	await settle();
	clock.pass(1_000_000);
	await settle();
	assert.deepEqual(heard, ['one\n', 'two\n', 'th', 'ree\n', 'end']);
});

test('an input that has ended ends for the next conversation, too', async () => {
	const input = new LastingInput(new MemoryInput('all').end());
	const first = listen(input);
	input.resume();
	await settle();
	assert.deepEqual(first, ['all', 'end']);
	const second = listen(input);
	input.resume();
	await settle();
	assert.deepEqual(second, ['end']);
});

test('-d: an input that has ended, told once', async () => {
	const input = new EmptyInput();
	const heard = listen(input);
	await settle();
	assert.deepEqual(heard, []);
	input.resume();
	input.resume();
	await settle();
	assert.deepEqual(heard, ['end']);
});

test('-t: WILL is answered with DONT, DO with WONT; a command that two recvs cut is answered once', () => {
	const [input, output] = [new MemoryInput(), new MemoryOutput()];
	const answers = listen(input);
	const telnet = new TelnetOutput(output, input);
	telnet.write(Buffer.from('\u{FF}\u{FB}\u{1}login: \u{FF}\u{FD}', 'latin1'));
	telnet.write(Buffer.from('\u{18}\u{FF}\u{FF}\u{FF}\u{FE}\u{3}', 'latin1'));
	assert.deepEqual(answers, ['\u{FF}\u{FE}\u{1}', '\u{FF}\u{FC}\u{18}']);
	assert.equal(output.text, '\u{FF}\u{FB}\u{1}login: \u{FF}\u{FD}\u{18}\u{FF}\u{FF}\u{FF}\u{FE}\u{3}');
});

test('-W: so many recvs are written, and not one more', () => {
	const output = new MemoryOutput();
	let isEnough = false;
	const counted = new CountedOutput(output, 2, () => {
		isEnough = true;
	});
	for (const text of ['a', 'b', 'c']) {
		counted.write(Buffer.from(text));
	}

	assert.deepEqual([output.text, isEnough], ['ab', true]);
});
