import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {chooseTheme, colourDepth, hasUtf8} from '../../source/ui/theme.ts';

type Environment = Readonly<Record<string, string>>;

describe('colours', () => {
	const table: ReadonlyArray<readonly [environment: Environment, depth: unknown]> = [
		[{TERM: 'xterm'}, 16],
		[{TERM: 'linux'}, 16],
		[{TERM: 'tmux-256color'}, 256],
		[{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 'true'],
		[{TERM: 'xterm-direct'}, 'true'],
		[{TERM: 'dumb'}, 0],
		[{}, 0],
		[{TERM: 'xterm-256color', NO_COLOR: '1'}, 0],
		[{TERM: 'xterm-256color', NO_COLOR: ''}, 256],
		[{TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '3'}, 0],
		[{TERM: 'xterm-256color', FORCE_COLOR: '0'}, 0],
		[{TERM: 'dumb', FORCE_COLOR: '1'}, 16],
		[{TERM: 'xterm', FORCE_COLOR: '2'}, 256],
		[{TERM: 'xterm', FORCE_COLOR: '3'}, 'true'],
	];
	for (const [environment, depth] of table) {
		test(`${JSON.stringify(environment)} → ${String(depth)}`, () => {
			assert.equal(colourDepth(environment), depth);
		});
	}
});

describe('the locale', () => {
	const table: ReadonlyArray<readonly [environment: Environment, isUtf8: boolean]> = [
		[{LANG: 'vi_VN.UTF-8'}, true],
		[{LANG: 'C.utf8'}, true],
		[{LANG: 'C'}, false],
		[{}, false],
		[{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, false],
		[{LANG: 'C', LC_CTYPE: 'C.UTF-8'}, true],
		[{LANG: 'en_US.UTF-8', LC_ALL: ''}, true],
		[{LANG: 'en_US.UTF-8', TERM: 'dumb'}, false],
	];
	for (const [environment, isUtf8] of table) {
		test(`${JSON.stringify(environment)} → ${String(isUtf8)}`, () => {
			assert.equal(hasUtf8(environment), isUtf8);
		});
	}
});

describe('the theme', () => {
	test('paints in the terminal\'s own colours where there are 16', () => {
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}).paint('error', 'no'), '\u{1B}[31mno\u{1B}[0m');
	});

	test('paints nothing without colours', () => {
		assert.equal(chooseTheme({TERM: 'xterm', NO_COLOR: '1'}).paint('error', 'no'), 'no');
	});

	test('has signs that its terminal can show', () => {
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}).signs.topLeft, '╭');
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}, {ascii: true}).signs.topLeft, '+');
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C'}).signs.topLeft, '+');
	});
});
