import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {editorWindow} from '../../source/ui/editor-window.ts';

/** The window with the cursor drawn into it as `|`, in cells. */
function draw(line: string, columns: number, isAscii = false): string {
	const cursor = line.indexOf('|');
	const shown = editorWindow({text: line.replace('|', ''), cursor}, columns, isAscii);
	return `${shown.text} @${shown.cursor_column}`;
}

const table: ReadonlyArray<readonly [what: string, line: string, columns: number, shown: string]> = [
	['a short line', 'abc|', 10, 'abc @3'],
	['the cursor in the middle', 'a|bc', 10, 'abc @1'],
	['an empty line', '|', 10, ' @0'],
	['wide characters', '你好|!', 10, '你好! @4'],
	['a decomposed letter', 'cha\u{300}o|', 10, 'cha\u{300}o @4'],
	['a line that just fits', 'abcdefghi|', 10, 'abcdefghi @9'],
	['a longer one scrolls by half windows', 'abcdefghij|', 10, 'fghij @5'],
	['its beginning', '|abcdefghijkl', 10, 'abcdefghij @0'],
	['its end, scrolled', 'abcdefghijklmno|', 10, 'klmno @5'],
	['a wide character on the left edge becomes a blank', 'abcd你efghijk|', 10, ' efghijk @8'],
	['a control character is shown', 'a\u{1B}[2J|', 20, String.raw`a\x1b[2J @8`],
	['a bidi override is shown', '\u{202E}abc|', 20, String.raw`\u{202e}abc @11`],
	['an emoji of several code points is shown by its parts', '👨\u{200D}👩|', 20, String.raw`👨\u{200d}👩 @12`],
	['a line end is shown', 'a\nb|', 20, String.raw`a\nb @4`],
];

describe('the window on a prompt\'s line', () => {
	for (const [what, line, columns, shown] of table) {
		test(what, () => {
			assert.equal(draw(line, columns), shown);
		});
	}

	test('ascii shows nothing else', () => {
		assert.equal(draw('chào|', 20, true), String.raw`ch\u{e0}o @9`);
	});

	test('a place out of sight is at the nearest edge', () => {
		const shown = editorWindow({text: 'abcdefghijklmno', cursor: 15}, 10);
		assert.deepEqual([0, 10, 12, 15].map(place => shown.columnOf(place)), [0, 0, 2, 5]);
	});
});
