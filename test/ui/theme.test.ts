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
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}).paint('error', 'no'), '\u{1B}[31mno\u{1B}[39m');
	});

	test('has attributes but no colour with NO_COLOR, and nothing on a dumb terminal', () => {
		assert.equal(chooseTheme({TERM: 'xterm', NO_COLOR: '1'}).paint('error', 'no'), '\u{1B}[1mno\u{1B}[22m');
		assert.equal(chooseTheme({TERM: 'dumb'}).paint('error', 'no'), 'no');
	});

	test('a theme that is asked for wins over NO_COLOR, and can be changed', () => {
		const theme = chooseTheme({TERM: 'xterm-256color', NO_COLOR: '1'}, {theme: 'light'});
		assert.equal(theme.paint('error', 'no'), '\u{1B}[38;5;160mno\u{1B}[39m');
		assert.equal(theme.with({theme: 'contrast'}).paint('error', 'no'), '\u{1B}[1;38;5;217mno\u{1B}[22;39m');
		assert.equal(theme.with({theme: 'mono'}).paint('toServer', 'no'), 'no');
	});

	const backgrounds: ReadonlyArray<readonly [environment: Environment, name: string]> = [
		[{}, 'dark'],
		[{COLORFGBG: '15;0'}, 'dark'],
		[{COLORFGBG: '0;15'}, 'light'],
		[{COLORFGBG: '0;default;15'}, 'light'],
		[{COLORFGBG: '12;8'}, 'dark'],
		[{COLORFGBG: '0;7'}, 'light'],
		[{COLORFGBG: 'default;default'}, 'dark'],
		[{COLORFGBG: '0;15', NO_COLOR: '1'}, 'mono'],
	];
	for (const [environment, name] of backgrounds) {
		test(`${JSON.stringify(environment)} → ${name}`, () => {
			assert.equal(chooseTheme({TERM: 'xterm', ...environment}).name, name);
		});
	}

	test('has signs that its terminal can show', () => {
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}).signs.topLeft, '╭');
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}, {characters: 'ascii'}).signs.topLeft, '+');
		assert.equal(chooseTheme({TERM: 'xterm', LANG: 'C'}).signs.topLeft, '+');
	});
});
