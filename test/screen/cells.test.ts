import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {fitRow, parseRow, type Row} from '../../source/screen/cells.ts';
import {usualColumns, type DrawnColumns} from '../../source/screen/drawn-columns.ts';

/** A row as text: each change of style in braces, the second half of a wide character as `~`. */
function spell(row: Row): string {
	let spelled = '';
	let style = '';
	for (const cell of row) {
		if (cell.style !== style) {
			style = cell.style;
			spelled += `{${style}}`;
		}

		spelled += cell.width === 0 ? '~' : cell.cluster;
	}

	return spelled;
}

const table: ReadonlyArray<readonly [what: string, text: string, cells: string]> = [
	['nothing', '', ''],
	['letters', 'abc', 'abc'],
	['a colour and its end', '\u{1B}[31mab\u{1B}[39mc', '{31}ab{}c'],
	['a reset, long and short', '\u{1B}[1;4mab\u{1B}[0mc\u{1B}[7md\u{1B}[me', '{1;4}ab{}c{7}d{}e'],
	['colours of 256 and of all', '\u{1B}[38;5;12ma\u{1B}[48;2;1;2;3mb\u{1B}[39mc', '{38;5;12}a{38;5;12;48;2;1;2;3}b{48;2;1;2;3}c'],
	['colours with colons', '\u{1B}[38:2::1:2:3ma\u{1B}[4:3mb\u{1B}[4:0mc', '{38:2::1:2:3}a{4:3;38:2::1:2:3}b{38:2::1:2:3}c'],
	['one order, whatever the order set', '\u{1B}[31m\u{1B}[1ma\u{1B}[22;39m\u{1B}[1m\u{1B}[31mb', '{1;31}ab'],
	['bold and dim end together', '\u{1B}[1;2ma\u{1B}[22mb', '{1;2}a{}b'],
	['bright colours', '\u{1B}[95;104ma\u{1B}[49mb', '{95;104}a{95}b'],
	['numbers that mean nothing here', '\u{1B}[73;11ma', 'a'],
	['wide characters', '漢字a', '漢~字~a'],
	['combining marks, composed or not', 'e\u{301}ề', 'e\u{301}ề'],
	['Vietnamese', 'Xin chào', 'Xin chào'],
	['a flag', '🇻🇳a', '🇻🇳~a'],
	['an emoji', '🔥a', '🔥~a'],
	['an emoji of several parts is drawn by its first', '👨\u{200D}👩\u{200D}👧a', '👨~a'],
	['a skin is left out', '👍🏽a', '👍~a'],
	['a heart told to be an emoji keeps its two columns', '❤\u{FE0F}a', '❤ a'],
	['jamo are put together', '\u{1112}\u{1161}\u{11AB}a', '한~a'],
];

const hostile: ReadonlyArray<readonly [what: string, text: string, cells: string]> = [
	['clear the screen', 'a\u{1B}[2Jb', 'a{7}?{}[2Jb'],
	['set the title', '\u{1B}]0;x\u{7}', '{7}?{}]0;x{7}?'],
	['private SGR', '\u{1B}[?1m', '{7}?{}[?1m'],
	['a C1 CSI', '\u{9B}2J', '{7}?{}2J'],
	['line ends and tabs', 'a\r\nb\tc', 'a{7}?{}b{7}?{}c'],
	['bidi override and isolate', '\u{202E}a\u{2066}', '{7}?{}a{7}?'],
	['a lone surrogate', 'a\u{D800}b', 'a{7}?{}b'],
	['a lone combining mark', '\u{301}a', '{7}?{}a'],
	['zero-width space, soft hyphen, byte order mark', 'a\u{200B}b\u{AD}c\u{FEFF}', 'a{7}?{}b{7}?{}c{7}?'],
	['a joiner at a letter', 'a\u{200D}b', 'ab'],
	['a line separator', 'a\u{2028}b', 'a{7}?{}b'],
	['what no Unicode has', 'a\u{378}b', 'a{7}?{}b'],
];

for (const [what, text, cells] of [...table, ...hostile]) {
	test(`cells of ${what}`, () => {
		assert.equal(spell(parseRow(text)), cells);
	});
}

test('no control of any kind is ever in a cell', () => {
	const codes = Array.from({length: 0x30_00}, (_, code) => code);
	const clusters = codes.flatMap(code => parseRow(`a${String.fromCodePoint(code)}b`)).map(cell => cell.cluster);
	assert.ok(clusters.length > 2 * codes.length);
	assert.deepEqual(clusters.filter(cluster => /[\p{Control}\p{Format}]/v.test(cluster)), []);
});

const fits: ReadonlyArray<readonly [text: string, columns: number, cells: string]> = [
	['abc', 3, 'abc'],
	['abc', 2, 'ab'],
	['abc', 0, ''],
	['ab', 4, 'ab  '],
	['', 2, '  '],
	['漢字', 3, '漢~ '],
	['漢字', 2, '漢~'],
	['漢', 1, ' '],
	['\u{1B}[31ma', 3, '{31}a{}  '],
	['\u{1B}[41m漢', 1, '{41} '],
];

for (const [text, columns, cells] of fits) {
	test(`${JSON.stringify(text)} in ${columns} columns`, () => {
		assert.equal(spell(fitRow(parseRow(text), columns)), cells);
	});
}

test('a row stays parsed until as many others as the limit came after it', () => {
	const first = parseRow('a row to remember');
	for (let index = 1; index < limits.parsed_rows; index++) {
		parseRow(`another row ${index}`);
	}

	assert.equal(parseRow('a row to remember'), first);
	parseRow('one more');
	assert.notEqual(parseRow('a row to remember'), first);
});

/** A cell of the terminal for each cell of the row: `~` only where the terminal fills two by itself. */
const otherwise: ReadonlyArray<readonly [what: string, columns: Partial<DrawnColumns>, text: string, cells: string]> = [
	['wide characters in one column', {wide: 1}, 'a漢字b', 'a漢 字 b'],
	['emoji in one column', {emoji: 1}, '漢🔥a🇻🇳b', '漢~🔥 a🇻🇳~b'],
	['the first of an emoji of several parts, too', {emoji: 1}, '👨\u{200D}👩\u{200D}👧a', '👨 a'],
	['flags as two letters of two columns', {flag: 4}, '🇻🇳a', '{7}?{} a'],
	['marks beside their letter', {mark: 2}, 'e\u{301}x\u{323}a', 'éxa'],
	['what is as usual stays', {flag: 4, mark: 2}, '漢字🔥éa', '漢~字~🔥~éa'],
];

for (const [what, columns, text, cells] of otherwise) {
	test(`a terminal that draws ${what}`, () => {
		assert.equal(spell(parseRow(text, {...usualColumns, ...columns})), cells);
		assert.equal(parseRow(text, {...usualColumns, ...columns}).length, parseRow(text).length);
	});
}
