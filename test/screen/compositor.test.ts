import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Compositor} from '../../source/screen/compositor.ts';
import {type Staged} from '../../source/screen/layout-type.ts';
import {modesFor} from '../../source/screen/modes.ts';
import {Emulator} from '../helpers/emulator.ts';

const size = {columns: 12, rows: 4};

const staged: Staged = {
	...size,
	rectangles: {server: {x: 1, y: 1, columns: 4, rows: 2}, client: {x: 7, y: 1, columns: 4, rows: 2}},
	cursor: {x: 3, y: 2},
};

const chrome = [
	'╭────╮╭────╮',
	'│    ││    │',
	'│    ││    │',
	'╰────╯╰────╯',
];

/** A compositor, and the terminal that its frames are shown on. */
function open() {
	const compositor = new Compositor(modesFor('xterm'));
	const emulator = new Emulator(size.columns, size.rows);
	const show = async (): Promise<string> => {
		const bytes = compositor.next(size);
		await emulator.write(bytes ?? '');
		return bytes ?? 'nothing';
	};

	return {compositor, emulator, show};
}

test('pane rows lie over the chrome in their rectangles, cut off at their edges', async () => {
	const {compositor, emulator, show} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	compositor.paint({server: ['one', 'longer than', 'not seen'], client: ['漢字字', '\u{1B}[31mred']});
	await show();
	assert.deepEqual(emulator.lines, [
		'╭────╮╭────╮',
		'│one ││漢字│',
		'│long││red │',
		'╰────╯╰────╯',
	]);
	assert.equal(emulator.cell(7, 2).colour, 1);
	assert.equal(emulator.cell(11, 2).colour, undefined);
	assert.deepEqual(emulator.cursor, {x: 3, y: 2, isVisible: true});
});

test('a frame holds only what changed, in one synchronized write', async () => {
	const {compositor, show} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	await show();
	assert.equal(await show(), 'nothing');
	compositor.paint({server: ['ab']});
	assert.equal(await show(), '\u{1B}[?2026h\u{1B}[?25l\u{1B}[2;2Hab\u{1B}[3;4H\u{1B}[?25h\u{1B}[?2026l');
	compositor.paint({server: ['ac']});
	assert.equal(await show(), '\u{1B}[?2026h\u{1B}[?25l\u{1B}[2;3Hc\u{1B}[3;4H\u{1B}[?25h\u{1B}[?2026l');
	assert.equal(await show(), 'nothing');
});

test('the cursor moves alone, and is hidden where the layout has none', async () => {
	const {compositor, emulator, show} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	await show();
	compositor.stage({...staged, cursor: {x: 4, y: 2}});
	compositor.chrome(chrome);
	await show();
	assert.deepEqual(emulator.cursor, {x: 4, y: 2, isVisible: true});
	compositor.stage({...size, rectangles: staged.rectangles});
	compositor.chrome(chrome);
	await show();
	assert.equal(emulator.cursor.isVisible, false);
	assert.equal(await show(), 'nothing');
});

test('a layout counts from the chrome that came after it', async () => {
	const {compositor, emulator, show} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	compositor.paint({server: ['abcd']});
	await show();
	compositor.stage({...size, rectangles: {}});
	assert.equal(await show(), 'nothing');
	compositor.chrome(['none', '', '', '']);
	await show();
	assert.deepEqual(emulator.lines, ['none', '', '', '']);
});

const notFrames: ReadonlyArray<readonly [what: string, lines: readonly string[]]> = [
	['too few lines', chrome.slice(1)],
	['too many lines', [...chrome, '']],
	['no line', []],
];

for (const [what, lines] of notFrames) {
	test(`no frame: ${what}`, async () => {
		const {compositor, show} = open();
		compositor.stage(staged);
		assert.equal(compositor.chrome(lines), false);
		assert.equal(await show(), 'nothing');
		assert.equal(compositor.chrome(chrome), true);
		assert.notEqual(await show(), 'nothing');
	});
}

test('nothing is drawn before a layout is staged', async () => {
	const {compositor, show} = open();
	assert.equal(compositor.chrome(chrome), false);
	compositor.paint({server: ['a']});
	assert.equal(await show(), 'nothing');
});

test('nothing is drawn for another size than the terminal has', () => {
	const {compositor} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	assert.equal(compositor.next({columns: 13, rows: 4}), undefined);
	assert.equal(compositor.next({columns: 12, rows: 5}), undefined);
	assert.notEqual(compositor.next(size), undefined);
});

test('a forgotten frame is drawn whole again', async () => {
	const {compositor, emulator, show} = open();
	compositor.stage(staged);
	compositor.chrome(chrome);
	compositor.paint({server: ['kept']});
	await show();
	await emulator.write('\u{1B}[2J\u{1B}[Hgarbage');
	compositor.forget();
	await show();
	assert.equal(emulator.lines[0], chrome[0]);
	assert.equal(emulator.lines[1], '│kept││    │');
});

test('a dumb terminal gets no mode', () => {
	const compositor = new Compositor(modesFor('dumb'));
	compositor.stage(staged);
	compositor.chrome(chrome);
	assert.doesNotMatch(compositor.next(size) ?? '', /\u{1B}\[\?/v);
});

test('any difference between two random frames is drawn rightly', async () => {
	const {compositor, emulator, show} = open();
	const pieces = ['a', ' ', '漢', '\u{1B}[31mb\u{1B}[m', '🔥', 'é', '\u{1B}[7m \u{1B}[m'];
	let seed = 7;
	const random = (below: number): number => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed % below;
	};

	const row = (): string => Array.from({length: random(6)}, () => pieces[random(pieces.length)]).join('');
	compositor.stage(staged);
	const wrong: string[] = [];
	for (let frame = 0; frame < 300; frame++) {
		compositor.chrome(Array.from({length: 4}, () => row() + row()));
		compositor.paint({server: [row(), row()], client: [row()]});
		await show();
		const shown = emulator.picture() + JSON.stringify(styles(emulator));
		compositor.forget();
		await show();
		if (shown !== emulator.picture() + JSON.stringify(styles(emulator))) {
			wrong.push(shown);
		}
	}

	assert.deepEqual(wrong, []);
});

function styles(emulator: Emulator): unknown[] {
	return Array.from({length: size.columns * size.rows}, (_, index) => emulator.cell(index % size.columns, Math.floor(index / size.columns)));
}
