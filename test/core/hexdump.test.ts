import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hexdump} from '../../source/core/hexdump.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function draw(wire: Uint8Array, width: number, isAscii = false): string[] {
	const spell = (cells: ReadonlyArray<{readonly text: string}>, gap: string) => cells.map(cell => cell.text).join(gap);
	return hexdump(wire, width, isAscii).map(({offset, hex, text}) => `${offset.toString(16).padStart(2, '0')} ${spell(hex, ' ').padEnd((width * 3) - 1)} ${spell(text, '')}`);
}

test('Xin chào', () => {
	assert.deepEqual(draw(bytes('Xin chào\n'), 16), ['00 58 69 6e 20 63 68 c3 a0 6f 0a                   Xin chào␊']);
	assert.deepEqual(draw(bytes('Xin chào\n'), 16, true), ['00 58 69 6e 20 63 68 c3 a0 6f 0a                   Xin ch.o.']);
});

test('a character stands in the row where it begins', () => {
	assert.deepEqual(draw(bytes('abcdefgàhij漢字e\u{301}'), 8), [
		'00 61 62 63 64 65 66 67 c3 abcdefgà',
		'08 a0 68 69 6a e6 bc a2 e5 hij漢字',
		'10 ad 97 65 cc 81          e\u{301}',
	]);
});

test('what cannot be shown has one cell', () => {
	assert.deepEqual(draw(Uint8Array.of(0x00, 0x1B, 0x7F, 0x80, 0xFF, 0xC3, 0x28, 0x20), 8), ['00 00 1b 7f 80 ff c3 28 20 ␀␛␡···( ']);
	assert.deepEqual(draw(bytes('a\u{202E}b\u{301}'), 8), ['00 61 e2 80 ae 62 cc 81    a·b\u{301}']);
});

test('kinds', () => {
	const [row] = hexdump(bytes('\0a \n\u{7F}é'), 16);
	assert.deepEqual(row?.hex.map(cell => cell.kind), ['nul', 'printable', 'space', 'control', 'control', 'high', 'high']);
	assert.deepEqual(row?.text.map(cell => cell.kind), ['nul', 'printable', 'space', 'control', 'control', 'high']);
});

test('every byte value has its cell', () => {
	const all = Uint8Array.from({length: 256}, (_, value) => value);
	const rows = hexdump(all, 32);
	assert.deepEqual(rows.flatMap(row => row.hex.map(cell => cell.text)), Array.from(all, value => value.toString(16).padStart(2, '0')));
	const pictures = Array.from({length: 32}, (_, value) => String.fromCodePoint(0x24_00 + value)).join('');
	const printable = String.fromCodePoint(...all.subarray(32, 127));
	assert.equal(rows.slice(0, 4).flatMap(row => row.text.map(cell => cell.text)).join(''), `${pictures}${printable}␡`);
	assert.deepEqual(new Set(rows.slice(4).flatMap(row => row.text.map(cell => cell.text))), new Set(['·']));
});

test('a row has never more cells than bytes, but for a wide character at its end', () => {
	const random = seeded(5);
	for (let round = 0; round < 300; round++) {
		const wire = round % 2 === 0 ? randomBytes(random, 100) : bytes(String.fromCodePoint(...Array.from({length: 30}, () => 0x20 + Math.floor(random() * 0xD0_00))));
		for (const {hex, text} of hexdump(wire, 8)) {
			assert.ok(text.reduce((sum, cell) => sum + cell.width, 0) <= hex.length + 1);
		}
	}
});
