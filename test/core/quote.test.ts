import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {unescapeText} from '../../source/core/escape.ts';
import {quoteBytes} from '../../source/core/quote.ts';
import {columnsOf} from '../../source/core/visible.ts';
import {randomText, seeded} from '../helpers/seeded.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const obeyed = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Private_Use}\p{Surrogate}\p{Unassigned}]/v;

const quoted: ReadonlyArray<readonly [bytes: Uint8Array, shown: string, ascii: string]> = [
	[bytes('Xin chào\n'), String.raw`"Xin chào\n"`, String.raw`"Xin ch\u{e0}o\n"`],
	[bytes('\0\t\r\n\u{1B}[2J\u{7F}'), String.raw`"\0\t\r\n\x1b[2J\x7f"`, String.raw`"\0\t\r\n\x1b[2J\x7f"`],
	[bytes('say "hi" \\'), String.raw`"say \"hi\" \\"`, String.raw`"say \"hi\" \\"`],
	[bytes('\u{1B}]52;c;aGk=\u{7}'), String.raw`"\x1b]52;c;aGk=\x07"`, String.raw`"\x1b]52;c;aGk=\x07"`],
	[bytes('\u{9B}2J\u{85}'), String.raw`"\xc2\x9b2J\xc2\x85"`, String.raw`"\xc2\x9b2J\xc2\x85"`],
	[bytes('a\u{202E}b\u{2066}c\u{2069}\u{200F}'), String.raw`"a\u{202e}b\u{2066}c\u{2069}\u{200f}"`, String.raw`"a\u{202e}b\u{2066}c\u{2069}\u{200f}"`],
	[bytes('\u{2028}\u{2029}\u{A0}\u{200B}\u{FEFF}'), String.raw`"\u{2028}\u{2029}\u{a0}\u{200b}\u{feff}"`, String.raw`"\u{2028}\u{2029}\u{a0}\u{200b}\u{feff}"`],
	[Uint8Array.of(0xC3, 0x28, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80), String.raw`"\xc3(\xff\xc0\x80\xed\xa0\x80"`, String.raw`"\xc3(\xff\xc0\x80\xed\xa0\x80"`],
	[Uint8Array.of(0xDE, 0xAD, 0xBE, 0xEF), String.raw`"\xde\xad\xbe\xef"`, String.raw`"\xde\xad\xbe\xef"`],
	[Uint8Array.of(0xC3, 0xA0, 0xFF, 0x61), String.raw`"\xc3\xa0\xffa"`, String.raw`"\xc3\xa0\xffa"`],
	[Uint8Array.of(0xF0, 0x9F, 0x91), String.raw`"\xf0\x9f\x91"`, String.raw`"\xf0\x9f\x91"`],
	[bytes('👩‍👧 👍🏽 ❤️'), String.raw`"👩\u{200d}👧 👍\u{1f3fd} ❤\u{fe0f}"`, String.raw`"\u{1f469}\u{200d}\u{1f467} \u{1f44d}\u{1f3fd} \u{2764}\u{fe0f}"`],
	[bytes('नमस्ते'), String.raw`"नमस\u{94d}त\u{947}"`, String.raw`"\u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}"`],
	[bytes('🇻🇳🇻'), String.raw`"🇻🇳\u{1f1fb}"`, String.raw`"\u{1f1fb}\u{1f1f3}\u{1f1fb}"`],
	[bytes('e\u{301} \u{301} 漢字'), 'e\u{301}'.padStart(3, '"') + String.raw` \u{301} 漢字"`, String.raw`"e\u{301} \u{301} \u{6f22}\u{5b57}"`],
];

test('a preview shows what it can and escapes the rest', () => {
	for (const [wire, shown, ascii] of quoted) {
		assert.equal(quoteBytes(wire, 200), shown);
		assert.equal(quoteBytes(wire, 200, {ascii: true}), ascii);
	}
});

test('what a preview shows reads back as the same bytes', () => {
	for (const [wire, shown] of quoted) {
		const read = unescapeText(shown.slice(1, -1).replaceAll(String.raw`\"`, '"'));
		assert.deepEqual(read, wire, shown);
	}
});

test('no byte, alone or beside others, reaches the terminal as anything but text', () => {
	for (let first = 0; first < 256; first++) {
		for (const second of [0x00, 0x1B, 0x41, 0x80, 0x8E, 0x9B, 0xAE, 0xBF, 0xE2, 0xFF]) {
			const wire = Uint8Array.of(first, second, first, 0x80, second);
			assert.doesNotMatch(quoteBytes(wire, 100), obeyed);
			assert.match(quoteBytes(wire, 100, {ascii: true}), /^[\u{20}-\u{7E}]+$/v);
		}
	}
});

test('a preview never takes more columns than it was given', () => {
	const random = seeded(3);
	const pieces = ['a', ' ', '\n', '漢', 'e\u{301}', '🇻🇳', '👍🏽', '\u{202E}', '\\', '"', 'क', 'ก็', '\u{1B}'];
	for (let round = 0; round < 500; round++) {
		const wire = bytes(randomText(random, pieces, 30));
		const columns = Math.floor(random() * 40);
		const isAscii = random() < 0.5;
		const preview = quoteBytes(wire, columns, {ascii: isAscii, more: random() < 0.3});
		assert.ok(stringWidth(preview) <= columns, `${JSON.stringify(preview)} in ${columns}`);
		assert.equal(columnsOf(preview), stringWidth(preview));
	}
});

test('what is left out is marked', () => {
	const wire = bytes('Xin chào\n');
	assert.equal(quoteBytes(wire, 12), String.raw`"Xin chào\n"`);
	assert.equal(quoteBytes(wire, 11), '"Xin chào"…');
	assert.equal(quoteBytes(wire, 10), '"Xin chà"…');
	assert.equal(quoteBytes(wire, 12, {ascii: true}), '"Xin ch"...');
	assert.equal(quoteBytes(wire, 20, {more: true}), String.raw`"Xin chào\n"…`);
	assert.equal(quoteBytes(wire, 3), '');
});
