import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {historyFile} from '../../source/ui/history-file.ts';
import {newerLine, olderLine, openHistory, rememberLine, withEarlier, type History} from '../../source/ui/history.ts';

describe('walking the history', () => {
	const history = openHistory(['one', 'two', 'three']);
	const table: ReadonlyArray<readonly [keys: string, shown: string]> = [
		['', 'draft'],
		['↑', 'three'],
		['↑↑', 'two'],
		['↑↑↑', 'one'],
		['↑↑↑↑', 'one'],
		['↑↑↓', 'three'],
		['↑↓', 'draft'],
		['↓', 'draft'],
		['↑↑↑↑↓↓↓↓', 'draft'],
	];
	for (const [keys, shown] of table) {
		test(`${keys} → ${shown}`, () => {
			let now: {history: History; line: string} = {history, line: 'draft'};
			for (const key of keys) {
				now = (key === '↑' ? olderLine : newerLine)(now.history, 'client', now.line);
			}

			assert.equal(now.line, shown);
		});
	}

	test('goes on where it is when the lines of earlier sessions come', () => {
		const walked = olderLine(openHistory(['typed now']), 'client', 'draft').history;
		const {history: further, line} = olderLine(withEarlier(walked, ['earlier']), 'client', 'typed now');
		assert.equal(line, 'earlier');
		assert.equal(newerLine(newerLine(further, 'client', line).history, 'client', 'typed now').line, 'draft');
	});

	test('each prompt walks for itself, and keeps what was typed in it', () => {
		const {history: inClient} = olderLine(openHistory(['one', 'two']), 'client', 'for the client');
		const {history: inBoth, line} = olderLine(inClient, 'server', 'for the server');
		assert.equal(line, 'two');
		assert.equal(newerLine(inBoth, 'client', 'two').line, 'for the client');
		assert.equal(newerLine(inBoth, 'server', 'two').line, 'for the server');
	});

	test('a line that was changed on the way is kept as it was changed', () => {
		const {history: atTwo} = olderLine(openHistory(['one', 'two']), 'client', 'draft');
		const {history: atOne} = olderLine(atTwo, 'client', 'two, changed');
		const back = newerLine(atOne, 'client', 'one');
		assert.equal(back.line, 'two, changed');
		assert.equal(newerLine(back.history, 'client', back.line).line, 'draft');
	});

	test('a line that reads as the one that stands there is passed over', () => {
		assert.equal(olderLine(openHistory(['one', 'two']), 'client', 'two').line, 'one');
	});

	test('an empty history keeps what is typed', () => {
		assert.equal(olderLine(openHistory([]), 'client', 'draft').line, 'draft');
	});
});

describe('remembering', () => {
	const table: ReadonlyArray<readonly [line: string, lines: readonly string[]]> = [
		['c', ['a', 'b', 'c']],
		['b', ['a', 'b']],
		['a', ['a', 'b', 'a']],
		['  ', ['a', 'b']],
		['two\nlines', ['a', 'b']],
	];
	for (const [line, lines] of table) {
		test(JSON.stringify(line), () => {
			assert.deepEqual(rememberLine(openHistory(['a', 'b']), line).lines, lines);
		});
	}

	test('the walk is over', () => {
		const walked = olderLine(openHistory(['a', 'b']), 'client', '').history;
		assert.equal(olderLine(rememberLine(walked, 'c'), 'client', '').line, 'c');
	});

	test('the oldest lines go', () => {
		const full = openHistory(Array.from({length: 2000}, (_, index) => `line ${index}`));
		const {lines} = rememberLine(full, 'last');
		assert.deepEqual([lines.length, lines[0], lines.at(-1)], [2000, 'line 1', 'last']);
	});
});

describe('the history file', () => {
	let folder = '';
	const state = () => path.join(folder, 'state');
	const file = () => path.join(state(), 'history');
	const modeOf = (name: string) => (fs.statSync(name).mode % 0o1000).toString(8);
	const historyIn = (place: string) => historyFile(async () => place);
	const keep = async (...lines: readonly string[]) => {
		const store = historyIn(state());
		for (const line of lines) {
			store.append(line);
		}

		await store.written();
	};

	beforeEach(() => {
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sockplay-history-'));
	});
	afterEach(() => {
		fs.rmSync(folder, {recursive: true});
	});

	test('is there for the next session', async () => {
		assert.deepEqual(await historyIn(state()).load(), []);
		await keep('/list', 'Xin chào');
		assert.deepEqual(await historyIn(state()).load(), ['/list', 'Xin chào']);
	});

	test('is for the owner alone', async () => {
		await keep('/list');
		assert.deepEqual([modeOf(state()), modeOf(file())], ['700', '600']);
	});

	for (const [by, act] of [
		['reading it', async () => historyIn(state()).load()],
		['adding to it', async () => keep('/list')],
	] as const) {
		test(`of an earlier version, which everybody could read, is made the owner's by ${by}`, async () => {
			fs.mkdirSync(state());
			fs.writeFileSync(file(), 'send secret\n', {mode: 0o644});
			await act();
			assert.equal(modeOf(file()), '600');
		});
	}

	test('has the folders above it made', async () => {
		const store = historyIn(path.join(folder, 'a/b/c'));
		store.append('/list');
		await store.written();
		assert.deepEqual(['a', 'a/b', 'a/b/c', 'a/b/c/history'].map(name => modeOf(path.join(folder, name))), ['700', '700', '700', '600']);
	});

	test('takes the lines of two sessions at once', async () => {
		const [one, other] = [historyIn(state()), historyIn(state())];
		for (const [store, line] of [[one, 'a'], [other, 'b'], [one, 'c']] as const) {
			store.append(line);
			await store.written();
		}

		assert.deepEqual(await other.load(), ['a', 'b', 'c']);
	});

	test('is shortened when it has grown to twice its limit', async () => {
		fs.mkdirSync(state());
		fs.writeFileSync(file(), Array.from({length: 4001}, (_, index) => `line ${index}\n`).join(''));
		const lines = await historyIn(state()).load();
		assert.deepEqual([lines.length, lines[0]], [2000, 'line 2001']);
		assert.equal(fs.readFileSync(file(), 'utf8').split('\n').length, 2001);
		assert.deepEqual(fs.readdirSync(state()), ['history']);
	});

	test('of any size is read from its last bytes; a line longer than any that is typed is left out', async () => {
		fs.mkdirSync(state());
		fs.writeFileSync(file(), `${'x'.repeat(limits.history_bytes)}\none\n${'y'.repeat(limits.line_characters + 1)}\ntwo\n`);
		assert.deepEqual(await historyIn(state()).load(), ['one', 'two']);
		assert.equal(fs.readFileSync(file(), 'utf8'), 'one\ntwo\n');
	});

	const nothing: Readonly<Record<string, () => Promise<string>>> = {
		async 'a file where the folder would be'() {
			fs.writeFileSync(state(), '');
			return state();
		},
		async 'a FIFO where the file would be'() {
			fs.mkdirSync(state());
			execFileSync('mkfifo', [file()]);
			return state();
		},
		async 'a device where the file would be'() {
			fs.mkdirSync(state());
			fs.symlinkSync('/dev/zero', file());
			return state();
		},
		async 'a folder where the file would be'() {
			fs.mkdirSync(file(), {recursive: true});
			return state();
		},
		'a folder that cannot be made': async () => '/proc/sockplay',
		'a folder below one that cannot be made': async () => '/proc/sockplay/state',
		async 'a user without a home'() {
			throw Object.assign(new Error('uv_os_homedir returned ENOENT'), {code: 'ERR_SYSTEM_ERROR'});
		},
	};
	for (const [why, make] of Object.entries(nothing)) {
		test(`may be impossible, then there is none: ${why}`, async () => {
			const made = make();
			const store = historyFile(async () => made);
			store.append('/list');
			await store.written();
			assert.deepEqual(await store.load(), []);
		});
	}
});
