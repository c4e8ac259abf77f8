/** However it ends, the shell gets its terminal back: as it was, in the main screen, with the exit code that tells why. */
import assert from 'node:assert/strict';
import os from 'node:os';
import process from 'node:process';
import {test} from 'node:test';
import {assertRestored, childOf, fromShell} from './from-shell.ts';
import {countOf, isEchoing, program, startPlayground} from './playground.ts';

test('quit', async () => {
	await using playground = await fromShell();
	playground.line('/quit');
	await assertRestored(playground, 0);
});

test('Ctrl+C once clears the prompt, twice on an empty one quits', async () => {
	await using playground = await fromShell();
	playground.type('half a line');
	await playground.until(screen => screen.includes('c1 › half a line'), 'the line');
	playground.press('Ctrl+C');
	await playground.until(screen => !screen.includes('half a line'), 'an empty prompt');
	playground.press('Ctrl+C');
	await playground.until(screen => screen.includes('Ctrl+C'), 'the word that once more quits');
	playground.press('Ctrl+C');
	await assertRestored(playground, 0);
});

test('a paste without end ends at Ctrl+C, its text in the prompt; then Ctrl+C is a key again', async () => {
	await using playground = await fromShell();
	playground.type('\u{1B}[200~half a paste');
	playground.press('Ctrl+C');
	await playground.until(screen => screen.includes('c1 › half a paste'), 'the text');
	playground.press('Ctrl+C');
	await playground.until(screen => !screen.includes('half a paste'), 'an empty prompt');
	playground.press('Ctrl+C', 'Ctrl+C');
	await assertRestored(playground, 0);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGABRT', 'SIGUSR1'] as const) {
	test(signal, async () => {
		await using playground = await fromShell();
		process.kill(childOf(playground.pid), signal);
		await assertRestored(playground, 128 + os.constants.signals[signal]);
		assert.doesNotMatch(playground.raw(), /Debugger listening/v);
	});
}

test('SIGPIPE and SIGXFSZ do not end it', async () => {
	await using playground = await fromShell();
	process.kill(childOf(playground.pid), 'SIGPIPE');
	process.kill(childOf(playground.pid), 'SIGXFSZ');
	playground.line('still here');
	await playground.until(screen => countOf(screen, 'send(11) = 11') === 2, 'a conversation that goes on');
});

test('a bug restores the terminal, prints its stack and ends with 1', async () => {
	await using playground = await fromShell({environment: {NODE_OPTIONS: `--import=${new URL('bug.mjs', import.meta.url).href}`}});
	process.kill(childOf(playground.pid), 'SIGURG');
	await assertRestored(playground, 1);
	assert.match(playground.screen(), /Error: a bug for a test/v);
});

test('a closed window ends it', async () => {
	const playground = await startPlayground({columns: 80, rows: 24});
	playground.hangUp();
	await playground.exit;
});

test('Ctrl+Z gives the terminal to the shell; fg brings the screen back, in the size the window has by then', async () => {
	await using playground = await startPlayground({command: 'bash', arguments: ['--norc', '--noprofile', '-ic', `set -m; PS1='$ '; ${program.join(' ')}; echo stopped; read x; fg; read y`], columns: 80, rows: 24});
	playground.press('Ctrl+Z');
	await playground.until(screen => screen.includes('stopped'), 'the shell');
	assert.equal(playground.alternate(), false);
	playground.resize(120, 40);
	playground.press('Enter');
	await playground.until(screen => isEchoing(screen) && screen.split('\n', 1)[0]!.length > 100, 'the screen again, wider');
	playground.line('still here');
	await playground.until(screen => countOf(screen, String.raw`"still here\n"`) === 4, 'a conversation that goes on');
});
