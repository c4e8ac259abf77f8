/** A terminal behind a connection: what is written to it (`frame`, `?` for a request) and when it is taken for gone. */
import assert from 'node:assert/strict';
import {describe, test, type TestContext} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {RemoteTerminal} from '../../source/screen/remote-terminal.ts';
import {openScreen} from '../../source/screen/terminal.ts';
import {fakeTerminal} from '../helpers/fake-tty.ts';

const answer = '\u{1B}[0n';
const timeout_ms = 4000;

function open(t: TestContext, silence_ms = timeout_ms) {
	t.mock.timers.enable({apis: ['setTimeout', 'setInterval']});
	const heard: string[] = [];
	const keys: string[] = [];
	const writer = {busy: false, write(text: string) {
		heard.push(text.replaceAll('\u{1B}[5n', '?'));
	}};
	const terminal = new RemoteTerminal(writer, silence_ms, {
		caughtUp() {
			heard.push('caught up');
		},
		gone() {
			heard.push('gone');
		},
	});
	terminal.begin();
	return {terminal, heard, keys, writer, type(text: string) {
		terminal.take(text, typed => {
			keys.push(typed);
		});
		t.mock.timers.tick(limits.report_wait_ms);
	}};
}

describe('frames', () => {
	test('are written as they are to a terminal that has never answered', (t: TestContext) => {
		const {terminal, heard} = open(t);
		terminal.write('frame');
		terminal.write('x'.repeat(limits.unanswered_bytes + 1));
		t.assert.deepStrictEqual([heard[0], heard[1], terminal.isBehind], ['?', 'frame', false]);
	});

	test('wait while too many bytes are on their way, until the terminal has answered', (t: TestContext) => {
		const {terminal, heard, type} = open(t);
		type(answer);
		const large = 'x'.repeat(limits.unanswered_bytes);
		terminal.write(large);
		t.assert.strictEqual(terminal.isBehind, false);
		terminal.write('frame');
		t.assert.deepStrictEqual([terminal.isBehind, terminal.busy], [true, false]);
		type(answer);
		t.assert.strictEqual(terminal.isBehind, false);
		t.assert.deepStrictEqual(heard, ['?', 'caught up', `${large}?`, 'frame?', 'caught up']);
	});

	test('of keys wait only while far more are on their way', (t: TestContext) => {
		const {terminal, type} = open(t);
		type(answer);
		terminal.write('x'.repeat(limits.unanswered_keys_bytes + 1));
		t.assert.strictEqual(terminal.busy, true);
		type(answer);
		t.assert.strictEqual(terminal.busy, false);
	});

	test('wait for the write under way', (t: TestContext) => {
		const {terminal, writer} = open(t);
		writer.busy = true;
		t.assert.deepStrictEqual([terminal.isBehind, terminal.busy], [true, true]);
	});
});

test('answers are no keys, even cut in two', (t: TestContext) => {
	const {type, keys, heard} = open(t);
	type(`a${answer}b`);
	type(answer.slice(0, 3));
	type(`${answer.slice(3)}\u{1B}[A`);
	t.assert.deepStrictEqual([keys.join(''), heard], ['ab\u{1B}[A', ['?', 'caught up', 'caught up']]);
});

type Play = ReturnType<typeof open>;

const silences: ReadonlyArray<readonly [what: string, hasAnswered: boolean, eachInterval: (play: Play) => void, isGone: boolean]> = [
	['says nothing any more', true, () => undefined, true],
	['takes no bytes any more', true, ({writer}) => {
		writer.busy = true;
	}, true],
	['answers', true, ({type}) => {
		type(answer);
	}, false],
	['sends keys', true, ({type}) => {
		type('a');
	}, false],
	['has never answered', false, () => undefined, false],
];

describe('a terminal', () => {
	for (const [what, hasAnswered, eachInterval, isGone] of silences) {
		test(`that ${what} ${isGone ? 'is gone' : 'is there'} after its timeout`, (t: TestContext) => {
			const play = open(t);
			if (hasAnswered) {
				play.type(answer);
			}

			for (let passed_ms = 0; passed_ms < 2 * timeout_ms; passed_ms += timeout_ms / 4) {
				t.assert.strictEqual(passed_ms <= timeout_ms && play.heard.includes('gone'), false);
				eachInterval(play);
				t.mock.timers.tick(timeout_ms / 4);
			}

			t.assert.deepStrictEqual(play.heard.filter(text => text === 'gone'), isGone ? ['gone'] : []);
		});
	}

	test('is never gone with a timeout of 0', (t: TestContext) => {
		const {type, heard} = open(t, 0);
		type(answer);
		t.mock.timers.tick(100 * timeout_ms);
		t.assert.deepStrictEqual(heard, ['?', 'caught up']);
	});
});

describe('the screen', () => {
	const row = 'aaaaaaaaaa';

	function openRemote(rows = 4) {
		const terminal = fakeTerminal(10, rows);
		const screen = openScreen({...terminal.streams, remoteTimeout_ms: 0});
		screen.stage({columns: 10, rows, rectangles: {}});
		screen.takeAnswers(answer, () => undefined);
		screen.sink.write(Array.from({length: rows}, () => row).join('\n'));
		return {terminal, screen};
	}

	test('paints a key at once, and of what happens the newest when the terminal has caught up', async () => {
		const rows = Math.ceil(limits.unanswered_bytes / row.length);
		const {terminal, screen} = openRemote(rows);
		await terminal.until(text => text.startsWith(row), 'the frame');
		const taken: string[] = [];
		for (const frame of ['older', 'newest']) {
			screen.whenCaughtUp(() => {
				taken.push(frame);
			});
		}

		screen.sink.write(['key', ...Array.from({length: rows - 1}, () => row)].join('\n'));
		await terminal.until(text => text.startsWith('key'), 'the key');
		assert.deepEqual(taken, []);
		screen.takeAnswers(answer, () => undefined);
		assert.deepEqual(taken, ['newest']);
	});

	test('is given back when the terminal has answered everything, so that the shell does not get it', async () => {
		const {terminal, screen} = openRemote();
		await terminal.until(text => text.startsWith(row), 'the frame');
		const closed = screen.close();
		assert.equal(terminal.input.isRaw, true);
		screen.takeAnswers(answer, () => undefined);
		assert.equal(await closed, true);
		assert.equal(terminal.input.isRaw, false);
	});

	test('does not wait for the answers of a terminal that is gone', async () => {
		const {terminal} = openRemote();
		await terminal.until(text => text.startsWith(row), 'the frame');
		const exited = Promise.withResolvers<void>();
		terminal.signals.exit = code => {
			assert.equal(code, 129);
			exited.resolve();
		};

		terminal.input.end();
		terminal.input.resume();
		await exited.promise;
	});
});
