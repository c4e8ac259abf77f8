import assert from 'node:assert/strict';
import {test} from 'node:test';
import {concatBytes} from '../../source/core/bytes.ts';
import {parseData, type Data} from '../../source/core/literals.ts';
import {isText} from '../../source/core/text.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

/** DATA as it is typed. */
const text = [
	'hello',
	String.raw`Xin chào\n`,
	String.raw`GET / HTTP/1.1\r\nHost: x\r\n\r\n`,
	'漢字',
	'नमस्ते',
	'👩‍👧 👍🏽 ❤️',
	'e\u{301} \u{301}',
	String.raw`"\x1b[32mgreen\x1b[m tiếng Việt"`,
	// A string of C with its NUL; both parts of a text that two recvs cut within a character.
	String.raw`"Xin chào\0"`,
	'hex:58 69 6e 20 63 68 c3',
	'hex:a0 20 62 e1 ba a1 6e',
	'hex:9f 91 8d 20 c3 a0 20 f0 9f 91',
	// One byte in more than sixteen characters that is not UTF-8.
	String.raw`"một hai ba bốn năm \xff sáu"`,
];
const bytes = [
	'hex:de ad be ef',
	'hex:de ad',
	'hex:ff c3 a0',
	'hex:c3 a0 ff',
	'hex:00 01 c3 a0 02 03',
	'hex:c2 9b 32 4a',
	'hex:ee 80 80',
	'hex:cd b8',
	// A request of DNS; the ASCII of Latin-1; UTF-16.
	String.raw`"\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x04play\x07example\0\0\x01\0\x01"`,
	'hex:63 61 66 e9 20 61',
	'hex:58 00 69 00 6e 00',
];

for (const data of text) {
	test(`text: ${data}`, () => {
		assert.equal(isText(read(data)), true);
	});
}

for (const data of bytes) {
	test(`not text: ${data}`, () => {
		assert.equal(isText(read(data)), false);
	});
}

test('random bytes are not text', () => {
	const random = seeded(5);
	const wrong = Array.from({length: 500}, () => randomBytes(random, 60)).filter(each => each.length >= 16 && isText(each));
	assert.deepEqual(wrong, []);
});

function read(data: string): Uint8Array {
	const parts = parseData(data);
	assert.ok(Array.isArray(parts), data);
	return concatBytes((parts as Data).map(part => part.kind === 'bytes' ? part.bytes : new Uint8Array(0)));
}
