import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {historyFile} from '../../source/ui/history-file.ts';
import {newerLine, olderLine, openHistory, rememberLine, type History} from '../../source/ui/history.ts';

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
				now = (key === '↑' ? olderLine : newerLine)(now.history, now.line);
			}

			assert.equal(now.line, shown);
		});
	}

	test('an empty history keeps what is typed', () => {
		assert.equal(olderLine(openHistory([]), 'draft').line, 'draft');
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
		const walked = olderLine(openHistory(['a', 'b']), '').history;
		assert.equal(olderLine(rememberLine(walked, 'c'), '').line, 'c');
	});

	test('the oldest lines go', () => {
		const full = openHistory(Array.from({length: 2000}, (_, index) => `line ${index}`));
		const {lines} = rememberLine(full, 'last');
		assert.deepEqual([lines.length, lines[0], lines.at(-1)], [2000, 'line 1', 'last']);
	});
});

describe('the history file', () => {
	let folder = '';
	const file = () => path.join(folder, 'state', 'history');
	beforeEach(() => {
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sockplay-history-'));
	});
	afterEach(() => {
		fs.rmSync(folder, {recursive: true});
	});

	test('is there for the next session', () => {
		const store = historyFile(path.dirname(file()));
		assert.deepEqual(store.load(), []);
		store.append('/list');
		store.append('Xin chào');
		assert.deepEqual(historyFile(path.dirname(file())).load(), ['/list', 'Xin chào']);
	});

	test('is for the owner alone', () => {
		historyFile(path.dirname(file())).append('/list');
		assert.equal(fs.statSync(file()).mode.toString(8), '100600');
		assert.equal(fs.statSync(path.dirname(file())).mode.toString(8), '40700');
	});

	test('takes the lines of two sessions at once', () => {
		const [one, other] = [historyFile(path.dirname(file())), historyFile(path.dirname(file()))];
		one.append('a');
		other.append('b');
		one.append('c');
		assert.deepEqual(other.load(), ['a', 'b', 'c']);
	});

	test('is shortened when it has grown to twice its limit', () => {
		fs.mkdirSync(path.dirname(file()));
		fs.writeFileSync(file(), Array.from({length: 4001}, (_, index) => `line ${index}\n`).join(''));
		const lines = historyFile(path.dirname(file())).load();
		assert.deepEqual([lines.length, lines[0]], [2000, 'line 2001']);
		assert.equal(fs.readFileSync(file(), 'utf8').split('\n').length, 2001);
		assert.deepEqual(fs.readdirSync(path.dirname(file())), ['history']);
	});

	test('may be impossible: then there is none', () => {
		fs.writeFileSync(path.join(folder, 'state'), 'a file where the folder would be');
		const store = historyFile(path.dirname(file()));
		store.append('/list');
		assert.deepEqual(store.load(), []);
	});
});
