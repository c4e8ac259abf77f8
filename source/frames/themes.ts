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

/** `exact`: where any colour can be drawn and none of the 256 is the same; its sequence is twice as long. */
function shades(sixteen: string, many: number, exact?: string): Shades {
	const bytes = exact?.match(/../gv)?.map(digits => Number.parseInt(digits, 16));
	return [sixteen, `38;5;${many}`, bytes === undefined ? `38;5;${many}` : `38;2;${bytes.join(';')}`];
}

/** `1;` bold, `4;` underlined. */
function withAttributes(attributes: string, [sixteen, many, exact]: Shades): Shades {
	return [attributes + sixteen, attributes + many, attributes + exact];
}

function same(parameters: string): Shades {
	return [parameters, parameters, parameters];
}

const inverse = same('7');

const dark: Palette = {
	background: 'black',
	styles: {
		accent: shades('34', 75),
		title: same('1'),
		dim: shades('90', 245),
		error: shades('31', 203),
		warn: shades('33', 221),
		toServer: shades('36', 80, '56c8d8'),
		toClient: shades('35', 176, 'd68cd6'),
		nul: shades('90', 242),
		space: shades('37', 250),
		control: shades('94', 111),
		high: shades('32', 114),
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
		accent: shades('34', 26),
		title: same('1'),
		dim: shades('90', 243),
		error: shades('31', 160),
		warn: withAttributes('1;', shades('31', 94)),
		toServer: shades('36', 24, '006a78'),
		toClient: shades('35', 90),
		nul: shades('90', 245),
		space: shades('90', 241),
		control: shades('34', 19),
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
		accent: withAttributes('1;4;', shades('97', 231)),
		title: same('1'),
		dim: shades('37', 252),
		error: withAttributes('1;', shades('91', 217)),
		warn: withAttributes('1;', shades('93', 226)),
		toServer: shades('96', 51),
		toClient: shades('95', 219),
		nul: shades('37', 250),
		space: shades('37', 252),
		control: shades('94', 153),
		high: shades('92', 120),
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
		accent: withAttributes('1;4;', shades('30', 16)),
		title: same('1'),
		dim: shades('30', 239),
		error: withAttributes('1;', shades('31', 88)),
		warn: withAttributes('1;', shades('35', 52, '5f3700')),
		toServer: shades('34', 18, '00408f'),
		toClient: shades('35', 53, '6f0070'),
		nul: shades('30', 239),
		space: shades('30', 239),
		control: shades('34', 54),
		high: shades('32', 22),
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
		accent: withAttributes('1;', shades('97', 231)),
		title: same('1'),
		dim: shades('90', 245),
		error: withAttributes('1;4;', shades('31', 209)),
		warn: withAttributes('1;', shades('93', 227, 'f0e442')),
		toServer: shades('94', 74, '56b4e9'),
		toClient: shades('33', 214, 'e69f00'),
		nul: shades('90', 242),
		space: shades('37', 250),
		control: shades('34', 111),
		high: withAttributes('4;', shades('37', 188)),
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
		accent: withAttributes('1;', shades('30', 16)),
		title: same('1'),
		dim: shades('90', 243),
		error: withAttributes('1;4;', shades('31', 124, 'a83200')),
		warn: withAttributes('1;', shades('31', 94, '7a4f00')),
		toServer: shades('34', 25, '0060a8'),
		toClient: shades('33', 130, '9a5a00'),
		nul: shades('90', 245),
		space: shades('90', 241),
		control: shades('34', 19),
		high: withAttributes('4;', shades('30', 240, '4e4e4e')),
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
