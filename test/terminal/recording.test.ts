/** Record, quit, reopen, look, and come back, as a person does it at the smallest usual size. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import {after, test} from 'node:test';
import {countOf, isEchoing, startPlayground} from './playground.ts';

const folder = mkdtempSync(`${os.tmpdir()}/sockplay-recording-`);
after(() => {
	rmSync(folder, {recursive: true});
});

test('a recording is opened on the panes, searched and narrowed; the live session comes back', async () => {
	const file = 'talk.pcapng';
	await using first = await startPlayground({columns: 80, rows: 24, folder});
	first.line(`/record ${file}`);
	await first.until(screen => screen.includes('recording to'), 'the answer');
	first.line('Xin chào');
	await first.until(screen => countOf(screen, '58 69 6e 20 63 68 c3 a0  6f 0a') === 2, 'both directions');
	first.line('/quit');
	const {code} = await first.exit;
	assert.equal(code, 0);

	await using again = await startPlayground({columns: 80, rows: 24, folder});
	again.line('live');
	await again.until(screen => countOf(screen, '6c 69 76 65 0a') === 2, 'the live session');
	again.line(`/open ${file}`);
	await again.until(screen => screen.includes('RECORDING talk.pcapng, read only') && countOf(screen, '58 69 6e 20') === 2, 'the recording');
	assert.doesNotMatch(again.screen(), /6c 69 76 65|accept\(\) = s1\.1 .*live/v);
	assert.match(again.screen(), /c1 → s1\.1/v);
	again.line('hello');
	await again.until(screen => screen.includes('is a recording'), 'that it is read only');
	again.press('Ctrl+C');
	again.line('/find chào');
	await again.until(screen => screen.includes('find chào 2 of 2'), 'a match');
	again.line('/view only=s1.1');
	await again.until(screen => screen.includes('only s1.1'), 'one endpoint');
	again.press('Escape');
	await again.until(screen => isEchoing(screen) && !screen.includes('RECORDING') && countOf(screen, '6c 69 76 65 0a') === 2, 'the live session again');
	again.line('and on');
	await again.until(screen => countOf(screen, '61 6e 64 20 6f 6e 0a') === 2, 'an echo');
});
