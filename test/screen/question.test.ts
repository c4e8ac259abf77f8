/** The terminal's answers among keys: `^` stands for Esc; what came, chunk by chunk, `…` for a wait, then what was heard. */
import assert from 'node:assert/strict';
import {describe, test, type TestContext} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {canDrawUnicode, samples, usualColumns, type DrawnColumns} from '../../source/screen/drawn-columns.ts';
import {Question, questionSequence} from '../../source/screen/question.ts';
import {openScreen} from '../../source/screen/terminal.ts';
import {Emulator} from '../helpers/emulator.ts';
import {fakeTerminal} from '../helpers/fake-tty.ts';

function ask() {
	const heard: string[] = [];
	const keys: string[] = [];
	const question = new Question(columns => {
		heard.push(Object.values(columns).join(' '));
	});
	return {question, heard, keys, take(text: string) {
		question.take(text.replaceAll('^', '\u{1B}'), typed => {
			keys.push(typed.replaceAll('\u{1B}', '^'));
		});
	}};
}

/** The answer of a terminal that draws as the layout counts. */
const usual = '^[2;2R^[2;2R^[2;3R^[2;2R^[2;3R^[2;3R';
const usualWidths = '1 1 2 1 2 2';

const table: ReadonlyArray<readonly [what: string, came: readonly string[], keys: string, heard: readonly string[]]> = [
	['all at once', [usual], '', [usualWidths]],
	['one by one', usual.split(/(?=\^)/v), '', [usualWidths]],
	['byte by byte', [...usual], '', [usualWidths]],
	['keys before, between and behind', [`Xin${usual.replace('^[2;3R', '^[2;3Rchào')}^[A`], 'Xinchào^[A', [usualWidths]],
	['Esc before', ['^', usual], '^', [usualWidths]],
	['Esc behind', [`${usual}^`, '…', 'a'], '^a', [usualWidths]],
	['a key whose rest comes late', ['^[', '…', 'A^[5', '…', '~^[1;5', '…', 'C', usual], '^[A^[5~^[1;5C', [usualWidths]],
	['F3 with Shift and with Ctrl is no answer', [`^[1;2R${usual}^[1;5R`], '^[1;2R^[1;5R', [usualWidths]],
	['further reports are keys again', [usual, '^[2;9R'], '^[2;9R', [usualWidths]],
	['nothing but keys', ['abc^[A', '^', '…'], 'abc^[A^', []],
	['too few', ['^[2;2R^[2;2R', 'x'], 'x', []],
	['a terminal whose cursor does not move', ['^[2;1R'.repeat(6)], '', ['0 0 0 0 0 0']],
];

describe('answers', () => {
	for (const [what, came, keys, heard] of table) {
		test(what, (t: TestContext) => {
			t.mock.timers.enable({apis: ['setTimeout']});
			const asked = ask();
			for (const chunk of came) {
				if (chunk === '…') {
					t.mock.timers.tick(limits.report_wait_ms);
				} else {
					asked.take(chunk);
				}
			}

			t.mock.timers.tick(limits.report_wait_ms);
			t.assert.deepStrictEqual([asked.keys.join(''), asked.heard], [keys, heard]);
		});
	}

	test('cut anywhere, with the rest late, are heard, and at most Esc or Alt+[ is taken for a key', (t: TestContext) => {
		t.mock.timers.enable({apis: ['setTimeout']});
		for (let cut = 1; cut < usual.length; cut++) {
			const asked = ask();
			asked.take(usual.slice(0, cut));
			t.mock.timers.tick(limits.report_wait_ms);
			asked.take(usual.slice(cut));
			t.assert.deepStrictEqual(asked.heard, [usualWidths]);
			t.assert.ok(usual.slice(0, cut).endsWith(asked.keys.join('')));
			t.assert.match(asked.keys.join(''), /^(?:\^\[?)?$/v);
		}
	});

	const drawings: ReadonlyArray<readonly [what: string, columns: Partial<DrawnColumns>, canDraw: boolean]> = [
		['as the layout counts', {}, true],
		['bytes instead of characters', {letter: 2, line: 3, wide: 3}, false],
		['ambiguous characters in two columns', {line: 2}, false],
		['emoji in one column', {emoji: 1}, true],
		['nothing', {letter: 0, line: 0}, false],
	];
	for (const [what, columns, canDraw] of drawings) {
		test(`a terminal that draws ${what} ${canDraw ? 'gets lines' : 'gets ASCII'}`, () => {
			assert.equal(canDrawUnicode({...usualColumns, ...columns}), canDraw);
		});
	}
});

/** What an emulator answers, and what it shows then. */
async function answerOf(unicode: '6' | '11', isLatin1 = false): Promise<{widths: string; screen: string; keys: string}> {
	const emulator = new Emulator(40, 6, unicode);
	const asked = ask();
	emulator.onReply(asked.take);
	await emulator.write(isLatin1 ? new TextDecoder('latin1').decode(new TextEncoder().encode(questionSequence)) : questionSequence);
	return {widths: asked.heard.join(' / '), screen: emulator.screen.trim(), keys: asked.keys.join('')};
}

describe('an emulator', () => {
	const [letter, line] = [samples.letter, samples.line].map(sample => new TextEncoder().encode(sample).length);
	test('with the widths of Unicode 11', async () => {
		assert.deepEqual(await answerOf('11'), {widths: usualWidths, screen: '', keys: ''});
	});

	test('with those of Unicode 6: emoji in one column', async () => {
		assert.deepEqual(await answerOf('6'), {widths: '1 1 2 1 1 2', screen: '', keys: ''});
	});

	test('whose characters are bytes, some of them controls', async () => {
		const {widths, screen, keys} = await answerOf('11', true);
		assert.equal(widths.split(' ', 1)[0], String(letter));
		assert.ok(line! > 1);
		assert.deepEqual([screen, keys], ['', '']);
	});
});

describe('the screen', () => {
	const row = 'aaaaaaaaaa';

	function open(isAwaited: boolean) {
		const terminal = fakeTerminal(10, 4);
		const answers: DrawnColumns[] = [];
		const screen = openScreen({...terminal.streams, question: {isAwaited, async answered(columns) {
			answers.push(columns);
		}}});
		screen.stage({columns: 10, rows: 4, rectangles: {}});
		screen.sink.write(Array.from({length: 4}, () => row).join('\n'));
		return {terminal, screen, answers, answer() {
			screen.takeAnswers(usual.replaceAll('^', '\u{1B}'), () => undefined);
		}};
	}

	/** Time passes, and the emulator, which has timers too, does its work. */
	async function pass(t: TestContext, time_ms: number): Promise<void> {
		for (let passed_ms = 0; passed_ms < time_ms; passed_ms++) {
			t.mock.timers.tick(1);
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}
	}

	test('is painted at once where nobody waits for the answer', async () => {
		const {terminal, screen, answer} = open(false);
		await terminal.until(text => text.startsWith(row), 'the frame');
		answer();
		await screen.close();
	});

	test('is painted with the answer where it is waited for', async (t: TestContext) => {
		t.mock.timers.enable({apis: ['setTimeout']});
		const {terminal, screen, answers, answer} = open(true);
		await pass(t, limits.answer_wait_ms - 2);
		t.mock.timers.tick(1);
		t.assert.strictEqual(terminal.screen().trim(), '');
		answer();
		await pass(t, 20);
		t.assert.ok(terminal.screen().startsWith(row));
		t.assert.deepStrictEqual(answers, [usualColumns]);
		t.mock.timers.reset();
		await screen.close();
	});

	test('is painted without an answer after a while', async (t: TestContext) => {
		t.mock.timers.enable({apis: ['setTimeout']});
		const {terminal, screen, answer} = open(true);
		t.mock.timers.tick(1);
		await pass(t, limits.answer_wait_ms + 20);
		t.assert.ok(terminal.screen().startsWith(row));
		answer();
		t.mock.timers.reset();
		await screen.close();
	});

	test('is given back when the answer has come, so that the shell does not get it', async () => {
		const {terminal, screen, answer} = open(false);
		await terminal.until(text => text.startsWith(row), 'the frame');
		const closed = screen.close();
		assert.equal(terminal.output.emulator.isAlternate, true);
		assert.equal(terminal.input.isRaw, true);
		answer();
		assert.equal(await closed, true);
		assert.equal(terminal.output.emulator.isAlternate, false);
	});

	test('does not wait for a terminal that is gone', async () => {
		const {terminal} = open(true);
		terminal.input.end();
		terminal.input.resume();
		while (terminal.signals.acts.length === 0) {
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}

		assert.deepEqual(terminal.signals.acts, ['exit 129']);
	});
});
