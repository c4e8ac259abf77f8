/** A script is gone through line by line, as a person does it. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {isEchoing, startPlayground} from './playground.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-script-'));
after(() => {
	rmSync(folder, {recursive: true});
});
const write = (name: string, ...lines: readonly string[]) => {
	writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
};

write('talk.play', '# A talk.', 'listen tcp:{port:talk} echo', 'connect s1', String.raw`send {word}\n`, 'sleep 1h', 'say never');
write('wrong.play', 'say a', 'conect s1');
write('refused.play', 'connect tcp:1', 'say never');

for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
	test(`a script step by step at ${columns}x${rows}, in a session of its own`, async () => {
		await using screen = await startPlayground({columns, rows, folder});
		screen.line('/run talk.play word=hullo');
		await screen.until(shown => /▸ +2 +listen tcp:\d+ echo/v.test(shown) && shown.includes('SCRIPT talk.play'), 'the first line');
		assert.doesNotMatch(screen.screen(), /accept\(\)/v);
		screen.press('Enter');
		await screen.until(shown => /ok 2 .*\n.*▸ +3 +connect s1/v.test(shown) && /s1 +listen\(511\) = 0/v.test(shown), 'a listener');
		screen.type('hello');
		await screen.until(shown => shown.includes('Enter runs the line, a all lines'), 'what the keys are');
		screen.type('a');
		await screen.until(shown => /● +5 +sleep 1h/v.test(shown) && shown.includes('68 75 6c 6c 6f 0a'), 'the line that sleeps');
		screen.press('Escape');
		await screen.until(shown => isEchoing(shown) && !shown.includes('SCRIPT'), 'the live session');
		screen.line('live');
		await screen.until(shown => shown.includes('6c 69 76 65 0a'), 'an echo');
	});
}

test('mistakes are told before anything runs; why a script failed stays until it is left', async () => {
	await using screen = await startPlayground({columns: 80, rows: 24, folder});
	screen.line('/run wrong.play');
	await screen.until(shown => shown.includes('wrong.play:2:') && shown.includes('no such verb; `connect` is one'), 'the mistake');
	screen.press('Escape');
	await screen.until(shown => !shown.includes('wrong.play:2:'), 'that it is closed');
	screen.line('/run nosuch.play');
	await screen.until(shown => shown.includes('nosuch.play cannot be read'), 'that there is no file');
	screen.press('Ctrl+C');
	await screen.until(shown => !shown.includes('cannot be read'), 'an empty prompt');
	screen.line('/run refused.play');
	await screen.until(shown => /▸ +1 +connect tcp:1/v.test(shown), 'the first line');
	screen.press('Enter');
	await screen.until(shown => shown.includes('refused.play failed') && shown.includes('refused.play:1: connect tcp:1'), 'why');
	screen.line('/run off');
	await screen.until(isEchoing, 'the live session');
});
