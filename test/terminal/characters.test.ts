/** What the screen is drawn with where the locale and the terminal do not agree: the terminal is asked, and its answer decides. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {describe, test} from 'node:test';
import {missing} from '../services/clients.ts';
import {openTerminal, type Terminal, type TerminalOptions} from '../helpers/terminal.ts';
import {program, startPlayground, type Playground} from './playground.ts';

const lines = (screen: string) => screen.startsWith('─ SERVER') && screen.includes('F1 help');
const ascii = (screen: string) => screen.startsWith('- SERVER') && screen.includes('F1 help');

type Options = Partial<TerminalOptions> & {readonly locale?: string; readonly words?: readonly string[]};

/** Without any server or client, at 80 columns. */
async function start({locale = 'C', words = [], environment, ...options}: Options = {}): Promise<Playground> {
	return startPlayground({words: ['--blank', ...words], environment: {LANG: locale, ...environment}, columns: 80, rows: 24, ...options});
}

async function quit(terminal: Terminal): Promise<void> {
	terminal.press('Ctrl+C', 'Ctrl+C', 'Ctrl+C');
	const {code} = await terminal.exit;
	assert.equal(code, 0);
}

/** A terminal whose answers wait until the test passes them on. */
function heldAnswers() {
	const held: string[] = [];
	let pass: ((text: string) => void) | undefined;
	return {
		held,
		onAnswer(text: string, send: (text: string) => void) {
			held.push(text);
			pass = send;
		},
		release(form: (answers: string) => readonly string[] = answers => [answers]) {
			for (const text of form(held.splice(0).join(''))) {
				pass?.(text);
			}
		},
	};
}

const table: ReadonlyArray<readonly [what: string, options: Options, isWanted: (screen: string) => boolean]> = [
	['a terminal with UTF-8 gets lines in the locale C', {}, lines],
	['and without any locale', {environment: {LANG: undefined}}, lines],
	['one whose characters are bytes gets ASCII, whatever the locale says', {locale: 'C.UTF-8', isLatin1: true}, ascii],
	['and in the locale C', {isLatin1: true}, ascii],
	['--ascii decides for good', {locale: 'C.UTF-8', words: ['--ascii']}, ascii],
	['one that does not answer gets ASCII in the locale C', {onAnswer() {/* It is silent. */}}, ascii],
	['and lines in UTF-8', {locale: 'C.UTF-8', onAnswer() {/* It is silent. */}}, lines],
	['and lines with --unicode', {words: ['--unicode'], onAnswer() {/* It is silent. */}}, lines],
];

describe('the terminal decides', () => {
	for (const [what, options, isWanted] of table) {
		test(what, async () => {
			await using terminal = await start(options);
			await terminal.until(isWanted, what);
			await quit(terminal);
			assert.equal(terminal.screen().trim(), '');
		});
	}

	test('--unicode decides for good, though the terminal says otherwise', async () => {
		await using terminal = await start({words: ['--unicode'], isLatin1: true});
		await terminal.until(screen => screen.includes('\u{E2}') && screen.includes('F1 help'), 'the bytes of a line');
		await quit(terminal);
	});

	test('an answer that comes late changes the screen that is there, and what was typed meanwhile', async () => {
		const {onAnswer, release} = heldAnswers();
		await using terminal = await start({onAnswer});
		await terminal.until(ascii, 'signs of ASCII alone');
		terminal.type('Xin chào');
		await terminal.until(screen => screen.includes(String.raw`> Xin ch\u{e0}o`), 'the text in ASCII');
		release();
		await terminal.until(screen => lines(screen) && screen.includes('› Xin chào'), 'lines');
		await quit(terminal);
	});

	test('keys before, between and behind the answers are typed, and nothing of the answers is', async () => {
		const {onAnswer, release, held} = heldAnswers();
		await using terminal = openTerminal({command: program[0], arguments: [program[1], '--blank'], environment: {LANG: 'C'}, onAnswer});
		terminal.type('Xin');
		await terminal.until(() => held.join('').split('R').length === 7, 'six answers');
		release(answers => answers.split(/(?<=R)/v).flatMap((answer, index) => [...answer.slice(0, 3), `${answer.slice(3)} ${index}`]));
		await terminal.until(screen => lines(screen) && screen.includes('› Xin 0 1 2 3 4 5'), 'what was typed');
		await quit(terminal);
	});

	test('an answer of a slow link is in time, or late: it decides', async () => {
		await using terminal = await start({onAnswer(text, send) {
			setTimeout(send, 400, text);
		}});
		await terminal.until(lines, 'lines');
		await quit(terminal);
	});

	test('quitting before the answer: the shell does not get it', async () => {
		const {onAnswer, release, held} = heldAnswers();
		await using terminal = openTerminal({
			command: 'sh',
			arguments: ['-c', '"$@"; echo "ended with $?"; read answer; echo "got <$answer>"', 'sh', ...program, '--blank', '--unicode'],
			environment: {LANG: 'C'},
			onAnswer,
		});
		await terminal.until(() => held.join('').split('R').length === 7, 'six answers');
		terminal.press('Ctrl+C', 'Ctrl+C', 'Ctrl+C');
		release();
		await terminal.until(screen => screen.includes('ended with 0'), 'the shell');
		terminal.type('typed\r');
		await terminal.until(screen => screen.includes('got <typed>'), 'what the shell got');
	});

	test('where emoji take one column, what stands behind them stays in its place', async () => {
		await using terminal = await start({locale: 'C.UTF-8', unicode: '6', columns: 120, rows: 30, words: ['-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send "😀🔥 Xin chào 你好"']});
		await terminal.until(screen => screen.split('\n').filter(line => line.includes('😀')).length > 3, 'the emoji in both logs and the bytes');
		assert.deepEqual(terminal.lines().slice(1, 15).filter(line => !/^│.{118}│$/v.test(line.replaceAll(/[你好]/gv, '$&.'))), []);
		await quit(terminal);
	});
});

describe('in tmux', {skip: missing('tmux')}, () => {
	const starts: ReadonlyArray<readonly [what: string, locale: string, option: string, isWanted: (screen: string) => boolean]> = [
		['the locale decides, because tmux would draw _', 'C', '', ascii],
		['an option decides for good', 'C', '--unicode', lines],
		['in UTF-8 it is lines', 'C.UTF-8', '', lines],
	];
	for (const [index, [what, locale, option, isWanted]] of starts.entries()) {
		test(what, async t => {
			const server = `sockplay-test-${process.pid}-${index}`;
			t.after(() => {
				spawnSync('tmux', ['-L', server, 'kill-server']);
			});
			await using terminal = openTerminal({
				command: 'tmux',
				arguments: ['-u', '-L', server, '-f', '/dev/null', 'new-session', `LANG=${locale} ${program.join(' ')} --blank ${option}`],
				environment: {LANG: 'C.UTF-8'},
			});
			await terminal.until(isWanted, what);
			terminal.press('Ctrl+C', 'Ctrl+C', 'Ctrl+C');
			await terminal.exit;
		});
	}
});
