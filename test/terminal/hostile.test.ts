/** What a peer sends is shown, never obeyed: afterwards the screen is as it was laid out. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import {test} from 'node:test';
import {questionSequence} from '../../source/screen/question.ts';
import {startPlayground, type Playground} from './playground.ts';

/** As `raw` has it. */
const question = Buffer.from(questionSequence).toString('latin1');

const everyByte = Buffer.from(Array.from({length: 256}, (_, byte) => byte));

const hostile: ReadonlyArray<readonly [what: string, bytes: Uint8Array]> = [
	['every byte value', everyByte],
	['every byte value, backwards', Buffer.from(everyByte).reverse()],
	['a title and a clipboard by OSC', Buffer.from('\u{1B}]0;owned\u{7}\u{1B}]52;c;b3duZWQ=\u{7}\u{1B}]8;;http://owned\u{1B}\\x')],
	['a cleared screen and the main one', Buffer.from('\u{1B}[2J\u{1B}[H\u{1B}[?1049l\u{1B}[?25l\u{1B}c')],
	['questions that a terminal answers', Buffer.from('\u{1B}[6n\u{1B}[c\u{1B}[>c\u{5}\u{1B}P$qm\u{1B}\\')],
	['C1 controls, as bytes and as UTF-8', Buffer.from([0x9B, 0x32, 0x4A, 0xC2, 0x9B, 0x32, 0x4A, 0x90, 0x9D, 0x30, 0x3B, 0x78, 0x9C])],
	['bidi overrides and zero widths', Buffer.from('a\u{202E}b\u{2066}c\u{200B}d\u{200D}e\u{FEFF}f\u{2028}g')],
	['broken UTF-8', Buffer.from([0xC3, 0x28, 0xE2, 0x82, 0xF0, 0x9F, 0x92, 0xED, 0xA0, 0x80, 0xF8, 0x88, 0x80, 0x80, 0x80, 0xFF, 0xC0, 0xAF])],
	['clusters that terminals disagree about', Buffer.from('👩‍👩‍👧‍👦 🏳️‍🌈 क्षि नि ஸ்ரீ ❤️ e\u{301}\u{301}\u{301}\u{301}')],
	['backspaces and carriage returns', Buffer.from('safe\b\b\b\bEVIL\rEVIL\u{7F}\u{7F}\v\f')],
];

type Size = readonly [columns: number, rows: number];

/** The frame of the screen, cell by cell: borders, and the ends of the titles' rules, which nothing inside may move. */
function bordersOf(playground: Playground, [columns, rows]: Size): string {
	const isBorder = (text: string, x: number) => '╭╮╰╯│'.includes(text) || ((x === 0 || x === columns - 1) && '─━'.includes(text));
	const cells = Array.from({length: rows}, (_, y) => Array.from({length: columns}, (_column, x) => playground.cell(x, y).text));
	return cells.map(row => row.map((text, x) => (text !== '' && isBorder(text, x) ? text : ' ')).join('')).join('\n');
}

const screens: ReadonlyArray<readonly [view: string, size: Size]> = [
	['hex', [120, 40]],
	['text', [120, 40]],
	['escaped', [120, 40]],
	['text', [80, 24]],
];

for (const [view, size] of screens) {
	const [columns, rows] = size;
	test(`hostile bytes from a peer, in the ${view} view at ${columns}x${rows}`, async () => {
		await using playground = await startPlayground({columns, rows, words: ['--blank', '-e', 'listen tcp:0', '-e', `view ${view}`]});
		await playground.until(screen => screen.includes('listen(511)'), 'the listener');
		const {port} = /127\.0\.0\.1:(?<port>[1-9]\d+)/v.exec(playground.screen())!.groups!;
		const before = bordersOf(playground, size);
		assert.ok(playground.raw().includes(question), 'our own question, which is no answer to a peer');
		for (const [index, [what, bytes]] of hostile.entries()) {
			const peer = net.connect({host: '127.0.0.1', port: Number(port)});
			const gone = new Promise(resolve => {
				peer.on('error', () => undefined);
				peer.on('close', resolve);
			});
			await once(peer, 'connect');
			peer.end(Buffer.concat([bytes, Buffer.from(`<mark ${index}>`)]));
			const name = `s1.${index + 1}`;
			await playground.until(screen => new RegExp(String.raw`${name.replace('.', String.raw`\.`)} +recv\(65536\) = 0`, 'v').test(screen), `the end of ${what}`);
			playground.line(`/${name} close`);
			await playground.until(screen => new RegExp(String.raw`${name.replace('.', String.raw`\.`)} +close\(\)`, 'v').test(screen), `the close of ${name}`);
			await gone;
			assert.equal(bordersOf(playground, size), before, `${what}:\n${playground.screen()}`);
			assert.equal(playground.alternate(), true, what);
			assert.doesNotMatch(playground.raw().replace(question, ''), /\u{1B}\](?:0|8|52);|\u{1B}\[6n|\u{1B}c/v, what);
		}

		playground.line('/quit');
		await playground.exit;
	});
}
