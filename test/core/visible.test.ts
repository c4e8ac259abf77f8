import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {classOf} from '../../source/core/safe-characters.ts';
import {clip, columnsOf, visibleText} from '../../source/core/visible.ts';

const obeyed = /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Private_Use}\p{Surrogate}\p{Unassigned}]/v;

test('names and messages', () => {
	const table: ReadonlyArray<readonly [string, string]> = [
		['127.0.0.1:4000', '127.0.0.1:4000'],
		[String.raw`C:\tmp "x"`, String.raw`C:\tmp "x"`],
		['/tmp/\u{1B}[31mred', String.raw`/tmp/\x1b[31mred`],
		['/tmp/đường dẫn', '/tmp/đường dẫn'],
		['\u{D800}x', String.raw`\u{d800}x`],
		['a\u{0}b\nc', String.raw`a\0b\nc`],
	];
	for (const [text, visible] of table) {
		assert.equal(visibleText(text), visible);
	}
});

test('a text of any length', () => {
	const long = 'a'.repeat(20_000_000);
	assert.equal(visibleText(long), long);
	assert.equal(columnsOf(long), long.length);
	assert.equal(clip(`${long}é`, 5), 'aaaa…');
	assert.equal(clip('e\u{301}'.repeat(1_000_000), 5), `${'e\u{301}'.repeat(4)}…`);
});

test('what is left out is marked', () => {
	assert.equal(clip('漢字漢字', 6), '漢字…');
	assert.equal(clip('🇻🇳🇻🇳🇻🇳', 4), '🇻🇳…');
	assert.equal(clip('abcdef', 5, {ascii: true}), 'ab...');
	assert.equal(clip('abcdef', 6), 'abcdef');
	assert.equal(clip('abcdef', 0), '');
});

test('every character that is shown has its own width whatever stands beside it', () => {
	let shown = 0;
	for (let codePoint = 0x20; codePoint < 0x2_00_00; codePoint += 5) {
		const found = codePoint >= 0xD8_00 && codePoint <= 0xDF_FF ? 'unsafe' : classOf(codePoint);
		if (found !== 'narrow' && found !== 'wide') {
			continue;
		}

		const character = String.fromCodePoint(codePoint);
		const width = found === 'wide' ? 2 : 1;
		shown++;
		assert.doesNotMatch(character, obeyed);
		assert.equal(stringWidth(`1${character}${character}漢`), 3 + (width * 2), `U+${codePoint.toString(16)}`);
	}

	assert.ok(shown > 10_000);
});

test('what is measured by its length has one cell each, whatever stands beside it', () => {
	const ranges = [[0x20, 0x7E], [0xB7, 0xB7], [0xC0, 0x2_4F], [0x20_26, 0x20_26], [0x21_90, 0x21_93], [0x24_00, 0x24_26], [0x25_00, 0x25_7F]] as const;
	const characters = ranges.flatMap(([from, to]) => Array.from({length: to - from + 1}, (_, index) => String.fromCodePoint(from + index)));
	for (const [index, character] of characters.entries()) {
		const text = `${character}${character}${characters.at(index - 1)!}1`;
		assert.equal(stringWidth(text), 4, text);
		assert.equal(columnsOf(text), 4);
	}

	for (const text of ['e\u{301}…', '漢…', '\u{2190}\u{FE0F}', '…\u{200D}']) {
		assert.equal(columnsOf(text), stringWidth(text));
	}
});
