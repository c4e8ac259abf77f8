/** What a person does with it first, in a real terminal at the smallest usual size and at a comfortable one. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, describe, test, type TestContext} from 'node:test';
import {countOf, startPlayground} from './playground.ts';
import {exchanges, linesIn, rowsOfTour} from './readme-tour.ts';
import {sessions, type Session} from './tour-rows.ts';

for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
	describe(`at ${columns}x${rows}`, () => {
		test('a typed line comes back: send, recv and send, recv, and the bytes of both directions', async () => {
			await using playground = await startPlayground({columns, rows});
			playground.line('Xin chào');
			await playground.until(screen => countOf(screen, '58 69 6e 20 63 68 c3 a0  6f 0a') === 2, 'the bytes of both directions');
			await playground.until(screen => countOf(screen, String.raw`"Xin chào\n"`) === 4, 'both sends and both recvs');
			const screen = playground.screen();
			assert.match(screen, /SERVER.*CLIENT/sv);
			assert.match(screen, /RAW BYTES/v);
			assert.match(screen, /c1 → s1\.1/v);
			assert.match(screen, /s1\.1 → c1/v);
		});
	});
}

test('a slash shows the verbs, which narrow; Tab completes; a mistake is marked and stays in the prompt', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40});
	playground.type('/');
	await playground.until(screen => screen.includes('wait for clients') && screen.includes('open a client'), 'the verbs');
	playground.type('li');
	await playground.until(screen => screen.includes('wait for clients') && !screen.includes('open a client'), 'the verbs that begin with li');
	playground.type('s');
	playground.press('Tab');
	await playground.until(screen => screen.includes('c1 › /list'), 'a completed verb');
	playground.press('Ctrl+C');
	playground.line('/listen tcp:70000 echo');
	await playground.until(screen => screen.includes('▾▾▾▾▾ a port is 0 to 65535'), 'the caret');
	const lines = playground.lines();
	const mistake = lines.findIndex(line => line.includes('/listen tcp:70000 echo'));
	assert.equal(lines[mistake]!.indexOf('70000'), lines[mistake - 1]!.indexOf('▾▾▾▾▾'));
});

test('the tour has the rows of the README', () => {
	assert.deepEqual(sessions.flatMap(({rows}) => Object.keys(rows)), rowsOfTour.map(({cell}) => cell));
});

for (const session of sessions) {
	test(`the tour, from ${Object.keys(session.rows)[0]} on`, async t => {
		await play(t, session);
	});
}

async function play(t: TestContext, {words, rows}: Session): Promise<void> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-tour-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	writeFileSync(path.join(folder, 'README.md'), '# sockplay\n');
	await using playground = await startPlayground({columns: 80, rows: 24, words, folder});
	const exchanged = await exchanges(playground.screen(), folder);
	for (const [cell, playRow] of Object.entries(rows)) {
		const {text} = rowsOfTour.find(row => row.cell === cell)!;
		const lines = linesIn(text).map(line => exchanged(line));
		await t.test(cell, async () => {
			await playRow({
				playground,
				folder,
				lines,
				type(...typed) {
					for (const line of typed) {
						playground.line(line!);
					}
				},
				async sees(...wanted) {
					const isThere = (screen: string) => wanted.every(each => typeof each === 'string' ? screen.includes(each) : each.test(screen));
					await playground.until(isThere, wanted.map(String).join(', '));
				},
			});
		});
	}
}

test('the history survives a restart', async () => {
	const stateFolder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-state-'));
	after(() => {
		rmSync(stateFolder, {recursive: true});
	});
	const first = await startPlayground({columns: 80, rows: 24, stateFolder});
	first.line('remember me');
	await first.until(screen => countOf(screen, 'remember me') >= 4, 'the echo');
	first.line('/quit');
	const {code} = await first.exit;
	assert.equal(code, 0);
	await using second = await startPlayground({columns: 80, rows: 24, stateFolder});
	second.press('Up');
	second.press('Up');
	await second.until(screen => screen.includes('c1 › remember me'), 'the line of the first session');
	const {mode} = statSync(path.join(stateFolder, 'sockplay', 'history'));
	assert.equal((mode % 0o1000).toString(8), '600');
});
