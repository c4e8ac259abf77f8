import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {changeTo, emptyEditor, insertText, pressKey, selectAll, type Editor} from '../../source/ui/editor.ts';

/** `|` stands for the cursor. */
function editor(drawn: string): Editor {
	const cursor = drawn.indexOf('|');
	return changeTo(emptyEditor, drawn.replace('|', ''), cursor);
}

function picture({text, cursor}: Editor): string {
	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function press(start: Editor, ...keys: readonly string[]): Editor {
	let now = start;
	for (const key of keys) {
		now = pressKey(now, key) ?? now;
	}

	return now;
}

const table: ReadonlyArray<readonly [before: string, key: string, after: string]> = [
	['abc|', 'Left', 'ab|c'],
	['|abc', 'Left', '|abc'],
	['ab|c', 'Right', 'abc|'],
	['abc|', 'Right', 'abc|'],
	['ab|c', 'Ctrl+B', 'a|bc'],
	['ab|c', 'Ctrl+F', 'abc|'],
	['ab|c', 'Home', '|abc'],
	['ab|c', 'End', 'abc|'],
	['ab|c', 'Ctrl+A', '|abc'],
	['ab|c', 'Ctrl+E', 'abc|'],
	['ab|c', 'Backspace', 'a|c'],
	['|abc', 'Backspace', '|abc'],
	['ab|c', 'Delete', 'ab|'],
	['ab|c', 'Ctrl+D', 'ab|'],
	['abc|', 'Delete', 'abc|'],
	['send hex:68 65|', 'Alt+B', 'send hex:68 |65'],
	['send hex:|68', 'Ctrl+Left', 'send |hex:68'],
	['|', 'Alt+Left', '|'],
	['send| hex:68', 'Alt+F', 'send hex|:68'],
	['send |', 'Ctrl+Right', 'send |'],
	['one two|', 'Ctrl+W', 'one |'],
	['tcp:4000 echo  |', 'Ctrl+W', 'tcp:4000 |'],
	['tcp:4000|', 'Ctrl+W', '|'],
	['tcp:4000|', 'Alt+Backspace', 'tcp:|'],
	['|tcp:4000', 'Alt+D', '|:4000'],
	['one |two', 'Ctrl+U', '|two'],
	['one |two', 'Ctrl+K', 'one |'],
	// Graphemes: a decomposed Vietnamese letter, an emoji of several code points, a flag.
	['cha\u{300}o|', 'Left', 'cha\u{300}|o'],
	['cha\u{300}|o', 'Backspace', 'ch|o'],
	['xin 👨‍👩‍👧|', 'Backspace', 'xin |'],
	['|🇻🇳!', 'Right', '🇻🇳|!'],
	['你|好', 'Delete', '你|'],
];

describe('a key in the line editor', () => {
	for (const [before, key, after] of table) {
		test(`${before} ${key} → ${after}`, () => {
			assert.equal(picture(press(editor(before), key)), after);
		});
	}

	test('one that does not edit gives nothing', () => {
		assert.equal(pressKey(editor('a|'), 'PageUp'), undefined);
	});
});

describe('what was killed', () => {
	test('comes back with Ctrl+Y, at another place too', () => {
		assert.equal(picture(press(editor('one two|'), 'Ctrl+W', 'Home', 'Ctrl+Y')), 'two|one ');
	});

	test('is all that is selected, wherever the cursor stands', () => {
		for (const key of ['Ctrl+U', 'Ctrl+K', 'Ctrl+W', 'Alt+Backspace', 'Alt+D']) {
			const now = press(selectAll(editor('|/hold fast'), 3), key);
			assert.equal(picture(now), '|', key);
			assert.equal(picture(press(now, 'Ctrl+Y')), '/hold fast|', key);
		}
	});

	test('stays when nothing is killed after it', () => {
		assert.equal(press(editor('one|'), 'Ctrl+U', 'Ctrl+K').killed, 'one');
	});
});

describe('undo', () => {
	test('takes back a word of typing at a time', () => {
		let now = emptyEditor;
		for (const character of 'one two') {
			now = insertText(now, character);
		}

		assert.equal(picture(press(now, 'Ctrl+_')), 'one|');
		assert.equal(picture(press(now, 'Ctrl+_', 'Ctrl+_')), '|');
		assert.equal(picture(press(now, 'Ctrl+_', 'Ctrl+_', 'Ctrl+_')), '|');
	});

	test('takes back each deletion', () => {
		assert.equal(picture(press(editor('abc|'), 'Backspace', 'Ctrl+U', 'Ctrl+_')), 'ab|');
	});

	test('remembers a bounded number of steps', () => {
		let now = emptyEditor;
		for (let count = 0; count < 500; count++) {
			now = insertText(now, ' ');
		}

		assert.equal(now.undo.length, 200);
	});
});

test('a line longer than the language reads is cut off, between characters', () => {
	const long = insertText(emptyEditor, 'a'.repeat(65_535) + '😀');
	assert.equal(long.text.length, 65_535);
	assert.equal(insertText(long, 'bc').text.length, 65_536);
});

test('a line has at most 65,536 characters, whatever puts them in', () => {
	const full = changeTo(emptyEditor, 'x'.repeat(limits.line_characters - 1));
	const killed = {...full, killed: 'many words'};
	assert.equal(insertText(full, 'many words').text.length, limits.line_characters);
	assert.equal(pressKey(killed, 'Ctrl+Y')!.text.length, limits.line_characters);
	assert.equal(insertText(full, '😀').text.length, limits.line_characters - 1, 'half a character is left out');
});
