/** The moving picture of the README: what it shows, without a browser. */
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {Emulator} from '../helpers/emulator.ts';
import {openTerminal, projectFolder} from '../helpers/terminal.ts';
import {recordSession, type Frame} from '../../tools/picture/record.ts';
import {sessionOn} from '../../tools/picture/session.ts';
import {animatedSvg} from '../../tools/picture/svg.ts';
import {allElements, parseXml, screenOf} from './read-svg.ts';

test('each screen is seen in its time, and the last one where nothing moves', async () => {
	const screens = [
		'left       right\r\nbelow',
		'<&>        right\r\nleft',
		'<&>        \u{1B}[1;7mbold\u{1B}[m\r\n\r\nbelow',
		'left       right\r\nbelow',
	];
	const emulator = new Emulator(20, 4);
	const frames: Frame[] = [];
	const seen: string[] = [];
	for (const screen of screens) {
		await emulator.write(`\u{1B}[2J\u{1B}[H${screen}`);
		frames.push({rows: emulator.cells, for_ms: 250});
		seen.push(emulator.screen);
	}

	const svg = parseXml(animatedSvg(frames, 'a test'));
	assert.deepEqual([10, 30, 60, 90].map(percent => screenOf(svg, percent)), seen);
	assert.equal(screenOf(svg), seen.at(-1));
});

test('a row that does not change is stored once, and is not animated', async () => {
	const emulator = new Emulator(20, 4);
	await emulator.write('always');
	const frames = [{rows: emulator.cells, for_ms: 100}, {rows: emulator.cells, for_ms: 100}];
	const svg = animatedSvg(frames, 'a test');
	assert.equal(svg.split('always').length, 2);
	assert.doesNotMatch(svg, /keyframes/v);
});

test('the last frame of a session is what its terminal shows', {timeout: 120_000}, async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'sockplay-picture-'));
	await using terminal = openTerminal({
		command: process.execPath,
		arguments: [path.join(projectFolder, 'dist/cli.js')],
		columns: 112,
		rows: 30,
		environment: {XDG_STATE_HOME: folder},
		folder,
	});
	const frames = await recordSession(terminal, sessionOn(4000).slice(0, 2));
	const last = frames.at(-1)!.rows.map(row => row.map(({text}) => text === '' ? ' ' : text).join('').trimEnd());
	assert.equal(screenOf(parseXml(animatedSvg(frames, 'a test'))), last.join('\n'));
	assert.match(last.join('\n'), /Xin chào␊/v);
	await rm(folder, {recursive: true});
});

test('docs/session.svg is small, complete in itself, and stands still for whoever asks for that', async () => {
	const text = await readFile(new URL('../../docs/session.svg', import.meta.url), 'utf8');
	assert.ok(text.length < 160_000, `${text.length} characters`);
	const svg = parseXml(text);
	const elements = allElements(svg);
	const known = new Set(['svg', 'title', 'style', 'defs', 'g', 'use', 'rect', 'text']);
	assert.deepEqual(elements.map(({name}) => name).filter(name => !known.has(name)), []);
	assert.doesNotMatch(text.replace('xmlns="http://www.w3.org/2000/svg"', ''), /:\/\/|url\(|@import| on\w+=/v);
	assert.match(text, /@media\(prefers-reduced-motion:reduce\)\{g\{animation:none!important\}\}/v);
	assert.match(screenOf(svg), /saved \d+ calls as a program/v);
	assert.match(screenOf(svg, 1), /Every byte that crosses is shown here/v);
});
