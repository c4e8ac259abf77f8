/**
The colours of each theme. Those for 256 and more colours have a contrast (WCAG 2.2, 1.4.3) with the theme's background
of 4.5 at least, what is dim of 3; with 16, they are what the terminal makes of them.

The two of colour-blindness keep to blue against orange, which dichromats tell apart (Okabe and Ito, "Color Universal
Design"), and underline errors. `mono` has no colour but attributes: bold, faint, underlined, inverse.
*/

import type {ThemeName} from '../core/theme-names.ts';

/** What a piece of a row or of the chrome is, for its colour. */
export type Style =
	| 'plain' | 'accent' | 'title' | 'dim' | 'error' | 'warn' | 'toServer' | 'toClient'
	| 'nul' | 'space' | 'control' | 'high';

/** What stands out from the rows around it: the cursor, a marked range, what was searched for. */
export type Emphasis = 'cursor' | 'mark' | 'match';

/** Parameters of SGR (ECMA-48, 8.3.117): for 16 colours, for 256, and for any. */
export type Shades = readonly [sixteen: string, many: string, exact: string];

export type Palette = {
	readonly background: 'black' | 'white' | 'any';
	readonly styles: Readonly<Record<Exclude<Style, 'plain'>, Shades>>;
	readonly emphases: Readonly<Record<Emphasis, Shades>>;
};

/** `attributes` come before the colour: `1` bold, `4` underlined. */
function shades(sixteen: string, many: number, exact: string, attributes = ''): Shades {
	const bytes = exact.match(/../gv)!.map(digits => Number.parseInt(digits, 16));
	return [attributes + sixteen, `${attributes}38;5;${many}`, `${attributes}38;2;${bytes.join(';')}`];
}

function same(parameters: string): Shades {
	return [parameters, parameters, parameters];
}

const inverse = same('7');

const dark: Palette = {
	background: 'black',
	styles: {
		accent: shades('34', 75, '5fafff'),
		title: same('1'),
		dim: shades('90', 245, '8a8a8a'),
		error: shades('31', 203, 'ff5f5f'),
		warn: shades('33', 221, 'ffd75f'),
		toServer: shades('36', 80, '56c8d8'),
		toClient: shades('35', 176, 'd68cd6'),
		nul: shades('90', 242, '6c6c6c'),
		space: shades('37', 250, 'bcbcbc'),
		control: shades('94', 111, '87afff'),
		high: shades('32', 114, '87d787'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '38;5;231;48;5;24', '38;5;231;48;5;24'],
		match: ['30;43', '38;5;16;48;5;221', '38;5;16;48;5;221'],
	},
};

const light: Palette = {
	background: 'white',
	styles: {
		accent: shades('34', 26, '005fd7'),
		title: same('1'),
		dim: shades('90', 243, '767676'),
		error: shades('31', 160, 'd70000'),
		warn: shades('31', 94, '875f00', '1;'),
		toServer: shades('36', 24, '006a78'),
		toClient: shades('35', 90, '870087'),
		nul: shades('90', 245, '8a8a8a'),
		space: shades('90', 241, '626262'),
		control: shades('34', 19, '0000af'),
		high: shades('32', 28, '007a00'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '38;5;16;48;5;153', '38;5;16;48;5;153'],
		match: ['30;43', '38;5;16;48;5;221', '38;5;16;48;5;221'],
	},
};

const contrast: Palette = {
	background: 'black',
	styles: {
		accent: shades('97', 231, 'ffffff', '1;4;'),
		title: same('1'),
		dim: shades('37', 252, 'd0d0d0'),
		error: shades('91', 217, 'ffafaf', '1;'),
		warn: shades('93', 226, 'ffff00', '1;'),
		toServer: shades('96', 51, '00ffff'),
		toClient: shades('95', 219, 'ffafff'),
		nul: shades('37', 250, 'bcbcbc'),
		space: shades('37', 252, 'd0d0d0'),
		control: shades('94', 153, 'afd7ff'),
		high: shades('92', 120, '87ff87'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '1;38;5;231;48;5;19', '1;38;5;231;48;5;19'],
		match: ['30;43', '1;38;5;16;48;5;226', '1;38;5;16;48;5;226'],
	},
};

const contrastLight: Palette = {
	background: 'white',
	styles: {
		accent: shades('30', 16, '000000', '1;4;'),
		title: same('1'),
		dim: shades('30', 239, '4e4e4e'),
		error: shades('31', 88, '870000', '1;'),
		warn: shades('35', 52, '5f3700', '1;'),
		toServer: shades('34', 18, '00408f'),
		toClient: shades('35', 53, '6f0070'),
		nul: shades('30', 239, '4e4e4e'),
		space: shades('30', 239, '4e4e4e'),
		control: shades('34', 54, '5f0087'),
		high: shades('32', 22, '005f00'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '1;38;5;231;48;5;19', '1;38;5;231;48;5;19'],
		match: ['30;43', '1;38;5;16;48;5;226', '1;38;5;16;48;5;226'],
	},
};

const colourBlind: Palette = {
	background: 'black',
	styles: {
		accent: shades('97', 231, 'ffffff', '1;'),
		title: same('1'),
		dim: shades('90', 245, '8a8a8a'),
		error: shades('31', 209, 'ff875f', '1;4;'),
		warn: shades('93', 227, 'f0e442', '1;'),
		toServer: shades('94', 74, '56b4e9'),
		toClient: shades('33', 214, 'e69f00'),
		nul: shades('90', 242, '6c6c6c'),
		space: shades('37', 250, 'bcbcbc'),
		control: shades('34', 111, '87afff'),
		high: shades('37', 188, 'd7d7d7', '4;'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '38;5;231;48;5;24', '38;5;231;48;5;24'],
		match: ['30;43', '38;5;16;48;5;227', '38;5;16;48;5;227'],
	},
};

const colourBlindLight: Palette = {
	background: 'white',
	styles: {
		accent: shades('30', 16, '000000', '1;'),
		title: same('1'),
		dim: shades('90', 243, '767676'),
		error: shades('31', 124, 'a83200', '1;4;'),
		warn: shades('31', 94, '7a4f00', '1;'),
		toServer: shades('34', 25, '0060a8'),
		toClient: shades('33', 130, '9a5a00'),
		nul: shades('90', 245, '8a8a8a'),
		space: shades('90', 241, '626262'),
		control: shades('34', 19, '0000af'),
		high: shades('30', 240, '4e4e4e', '4;'),
	},
	emphases: {
		cursor: inverse,
		mark: ['97;44', '38;5;16;48;5;153', '38;5;16;48;5;153'],
		match: ['30;43', '38;5;16;48;5;227', '38;5;16;48;5;227'],
	},
};

const mono: Palette = {
	background: 'any',
	styles: {
		accent: same('1'),
		title: same('1'),
		dim: same('2'),
		error: same('1'),
		warn: same('1'),
		toServer: same(''),
		toClient: same(''),
		nul: same('2'),
		space: same(''),
		control: same(''),
		high: same(''),
	},
	emphases: {cursor: inverse, mark: same('4'), match: same('1;4')},
};

export const palettes: Readonly<Record<ThemeName, Palette>> = {
	dark,
	light,
	contrast,
	'contrast-light': contrastLight,
	'colour-blind': colourBlind,
	'colour-blind-light': colourBlindLight,
	mono,
};
