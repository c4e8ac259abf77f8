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
