import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inspectBytes} from '../../source/core/inspect.ts';

const table: ReadonlyArray<readonly [bytes: readonly number[], told: readonly string[]]> = [
	[[], []],
	[[0x00], ['u8 0  i8 0', 'NUL U+0000', 'bin 00000000', 'leb128 0 signed 0 (1 B)']],
	[[0x20], ['u8 32  i8 32', 'U+0020', 'bin 00100000', 'leb128 32 signed 32 (1 B)']],
	[[0x7F], ['u8 127  i8 127', 'DEL U+007F', 'bin 01111111', 'leb128 127 signed -1 (1 B)']],
	[[0x80], ['u8 128  i8 -128', 'not UTF-8 here', 'bin 10000000']],
	[[0xE5, 0x8E, 0x26], ['u8 229  i8 -27', 'not UTF-8 here', 'u16 be 58766 le 36581', 'bin 11100101', 'leb128 624485 signed 624485 (3 B)', 'i16 be -6770 le -28955']],
	[[0xC0, 0xBB, 0x78, 0x00], [
		'u8 192  i8 -64',
		'not UTF-8 here',
		'u16 be 49339 le 48064',
		'u32 be 3233511424 le 7912384',
		'bin 11000000',
		'leb128 1973696 signed -123456 (3 B)',
		'i16 be -16197 le -17472',
		'i32 be -1061455872 le 7912384',
		'f32 be -5.858398 le 1.108761e-38',
	]],
	[[0xE2, 0x80, 0xAE], ['u8 226  i8 -30', 'U+202E', 'u16 be 57984 le 32994', 'bin 11100010', 'i16 be -7552 le -32542']],
];

test('in ASCII, a character is its number', () => {
	assert.equal(inspectBytes(new TextEncoder().encode('à'), {ascii: true})[1], 'U+00E0');
	assert.equal(inspectBytes(new TextEncoder().encode('\n'), {ascii: true})[1], 'LF U+000A');
	assert.equal(inspectBytes(new TextEncoder().encode('a'), {ascii: true})[1], 'a U+0061');
});

for (const [bytes, told] of table) {
	test(`at ${JSON.stringify(bytes)}`, () => {
		assert.deepEqual(inspectBytes(Uint8Array.from(bytes)), told);
	});
}

test('eight bytes in both orders', () => {
	const told = inspectBytes(Uint8Array.of(0x3F, 0xF0, 0, 0, 0, 0, 0, 0x80));
	assert.deepEqual(told.slice(-3), ['u64 be 4607182418800017536 le 9223372036854837311', 'i64 be 4607182418800017536 le -9223372036854714305', 'f64 be 1.00000000000003 le -3.03865e-319']);
	assert.ok(inspectBytes(Uint8Array.of(0x7F, 0xC0, 0, 0)).includes('f32 be NaN le 6.905459e-41'));
});
