import assert from 'node:assert/strict';
import test from 'node:test';
import {codePointAt, encodedLength} from '../../source/core/utf8.ts';
import {seeded} from '../helpers/seeded.ts';

const encoder = new TextEncoder();

test('the first and the last code point of each length, and never a part of one', () => {
	for (const codePoint of [0, 0x7F, 0x80, 0x7_FF, 0x8_00, 0xD7_FF, 0xE0_00, 0xFF_FF, 0x1_00_00, 0x10_FF_FF]) {
		const bytes = encoder.encode(String.fromCodePoint(codePoint));
		assert.equal(codePointAt(bytes, 0, bytes.length), codePoint);
		assert.equal(codePointAt(bytes, 0, bytes.length - 1), -1);
		assert.equal(encodedLength(codePoint), bytes.length);
	}
});

test('what RFC 3629 forbids is no character', () => {
	const rows = [
		[0x80],
		[0xBF],
		[0xC0, 0x80],
		[0xC1, 0xBF],
		[0xE0, 0x9F, 0xBF],
		[0xED, 0xA0, 0x80],
		[0xED, 0xBF, 0xBF],
		[0xF0, 0x8F, 0xBF, 0xBF],
		[0xF4, 0x90, 0x80, 0x80],
		[0xF5, 0x80, 0x80, 0x80],
		[0xFF],
		[0xC3, 0x41],
		[0xE2, 0x82],
	];
	assert.deepEqual(rows.filter(row => codePointAt(Uint8Array.from(row), 0, row.length) !== -1), []);
});

test('it agrees with TextDecoder on any bytes', () => {
	const random = seeded(7);
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	const samples = Array.from({length: 5000}, () => Uint8Array.from({length: 4}, () => Math.floor(random() * 256)));
	const disagreeing = samples.filter(bytes => {
		const expected = decoder.decode(bytes).codePointAt(0);
		const found = codePointAt(bytes, 0, bytes.length);
		return (found === -1 ? 0xFF_FD : found) !== expected;
	});
	assert.deepEqual(disagreeing, []);
});
