/**
Makes docs/screen.svg from the real screen: runs the program in a pseudo-terminal, types a line, and draws what the
emulator shows. `npm run picture`, after a build.
*/
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {ShownCell} from '../test/helpers/emulator.ts';
import {openTerminal, type Terminal} from '../test/helpers/terminal.ts';

const columns = 120;
const rows = 30;
const cell = {width: 8.4, height: 18};
const margin = 14;
const background = '#16181d';
const foreground = '#d5d9e0';

/** The 16 colours of the palette, as a common dark theme has them. */
const palette = [
	'#20242c',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#c8ccd4',
	'#7f8694',
	'#ff7b86',
	'#b5e08f',
	'#ffd88a',
	'#7cc4ff',
	'#dd95f0',
	'#6fd6e0',
	'#ffffff',
];

const stateFolder = await mkdtemp(path.join(os.tmpdir(), 'sockplay-picture-'));
await using terminal = openTerminal({
	command: process.execPath,
	arguments: ['dist/cli.js'],
	columns,
	rows,
	environment: {XDG_STATE_HOME: stateFolder, TZ: 'UTC'},
});
await terminal.until(
	screen => screen.includes('accept() = s1.1') && screen.includes('connect('),
	'the echo server and its client',
);
terminal.type('Xin chào');
terminal.press('Enter');
await terminal.until(
	screen => screen.split('Xin chào␊').length === 3 && screen.split('in 10 B').length >= 3,
	'the bytes of both directions, and the titles that count them',
);
await mkdir(new URL('../docs', import.meta.url), {recursive: true});
await writeFile(new URL('../docs/screen.svg', import.meta.url), svgOf(terminal));
await rm(stateFolder, {recursive: true});

function svgOf(shown: Terminal): string {
	const [width, height] = [columns * cell.width + 2 * margin, rows * cell.height + 2 * margin];
	const lines = Array.from({length: rows}, (_, y) => lineOf(shown, y));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
		'<title>sockplay: a server, a client and the raw bytes of both</title>',
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		...lines.flat(),
		'</svg>',
		'',
	].join('\n');
}

/** Runs of cells that look alike, each placed by its column, so that the picture keeps its grid in any font. */
function lineOf(shown: Terminal, y: number): string[] {
	const runs: Array<{x: number; width: number; text: string; style: string}> = [];
	for (let x = 0; x < columns; x++) {
		const here = shown.cell(x, y);
		const style = styleOf(here);
		const last = runs.at(-1);
		if (last?.style === style) {
			last.text += here.text === '' && here.width > 0 ? ' ' : here.text;
			last.width++;
		} else {
			runs.push({x, width: 1, text: here.text === '' && here.width > 0 ? ' ' : here.text, style});
		}
	}

	const base = margin + (y + 0.75) * cell.height;
	return runs
		.filter(run => run.text.trim() !== '')
		.map(run => {
			const [x, width] = [margin + run.x * cell.width, run.width * cell.width].map(length => length.toFixed(1));
			return `<text x="${x}" y="${base.toFixed(1)}" textLength="${width}" xml:space="preserve" ${run.style}>${escapeXml(run.text)}</text>`;
		});
}

function styleOf({colour, isBold, isDim}: ShownCell): string {
	const fill = typeof colour === 'number' ? paletteColour(colour) : colour ?? foreground;
	return `fill="${fill}"${isBold ? ' font-weight="bold"' : ''}${isDim ? ' opacity="0.6"' : ''}`;
}

/** A colour of the 256: 16 of the theme, a cube of 6 by 6 by 6, 24 greys (xterm's table). */
function paletteColour(index: number): string {
	if (index < 16) {
		return palette[index]!;
	}

	if (index >= 232) {
		return hex([8, 8, 8].map(base => base + (index - 232) * 10));
	}

	const step = (value: number) => (value === 0 ? 0 : 55 + value * 40);
	const place = index - 16;
	return hex([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(value => step(value)));
}

function hex(parts: readonly number[]): string {
	return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
