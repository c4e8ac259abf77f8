/** Two sequences of bytes as text, drawn. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import fc from 'fast-check';
import {byteDiff, firstDifference} from '../../source/core/byte-diff.ts';
import {columnsOf, visibleText} from '../../source/core/visible.ts';

const drawings: ReadonlyArray<readonly [expected: string, came: string, ...drawing: string[]]> = [
	['same', 'same', '4 bytes, all as expected'],
	[
		'Hello\n',
		'Help\n',
		'byte 3 differs: 6c "l" was expected, 70 "p" came',
		'- 0000  48 65 6c 6c 6f 0a                                Hello␊',
		'+ 0000  48 65 6c 70 0a                                   Help␊',
		'                 ^^',
	],
	[
		'Hello\n',
		'Hel',
		'3 bytes came as expected; 3 more were expected',
		'- 0000  48 65 6c 6c 6f 0a                                Hello␊',
		'+ 0000  48 65 6c                                         Hel',
		'                 ^^',
	],
	[
		'',
		'a',
		'0 bytes came as expected, and 1 more',
		'+ 0000  61                                               a',
		'        ^^',
	],
	[
		`${'x'.repeat(40)}abc${'y'.repeat(100)}`,
		`${'x'.repeat(40)}abd${'y'.repeat(99)}`,
		'byte 42 differs: 63 "c" was expected, 64 "d" came',
		'  …  16 bytes before, as expected',
		'  0010  78 78 78 78 78 78 78 78 78 78 78 78 78 78 78 78  xxxxxxxxxxxxxxxx',
		'- 0020  78 78 78 78 78 78 78 78 61 62 63 79 79 79 79 79  xxxxxxxxabcyyyyy',
		'+ 0020  78 78 78 78 78 78 78 78 61 62 64 79 79 79 79 79  xxxxxxxxabdyyyyy',
		'                                      ^^',
		'  0030  79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79  yyyyyyyyyyyyyyyy',
		'  0040  79 79 79 79 79 79 79 79 79 79 79 79 79 79 79 79  yyyyyyyyyyyyyyyy',
		'  …  63 more expected, 62 more came',
	],
	[
		'Xin chào\u{1B}[31m',
		'Xin chào\u{1B}[32m',
		'byte 12 differs: 31 "1" was expected, 32 "2" came',
		'- 0000  58 69 6e 20 63 68 c3 a0 6f 1b 5b 33 31 6d        Xin chào␛[31m',
		'+ 0000  58 69 6e 20 63 68 c3 a0 6f 1b 5b 33 32 6d        Xin chào␛[32m',
		'                                            ^^',
	],
];

for (const [expected, came, ...drawing] of drawings) {
	test(`${JSON.stringify(expected.slice(0, 20))} and ${JSON.stringify(came.slice(0, 20))}`, () => {
		assert.deepEqual(byteDiff(Buffer.from(expected), Buffer.from(came)), drawing);
	});
}

test('the first difference is where a byte for byte comparison finds it, and every line can be shown', () => {
	const bytes = fc.uint8Array({maxLength: 200, max: 3});
	fc.assert(fc.property(bytes, bytes, bytes, (common, left, right) => {
		const [one, other] = [Buffer.concat([common, left]), Buffer.concat([common, right])];
		const differing = one.findIndex((byte, index) => byte !== other[index]);
		assert.equal(firstDifference(one, other), differing === -1 ? one.length : differing);
		for (const line of byteDiff(one, other)) {
			assert.equal(visibleText(line), line);
			assert.ok(columnsOf(line) <= 76, line);
		}
	}));
});
