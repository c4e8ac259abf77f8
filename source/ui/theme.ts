/**
What the terminal can show: how many colours, and whether anything beyond ASCII. Colour only repeats what a word or a
sign already says.
*/
import type {ThemeChoice, ThemeName} from '../core/theme-names.ts';
import type {ColourDepth} from '../frames/frame.ts';
import {paint} from '../frames/palette.ts';

/** What a piece of chrome is, for its colour. */
export type Tone = 'plain' | 'accent' | 'title' | 'dim' | 'toServer' | 'toClient' | 'warn' | 'error';

export type Signs = {
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	readonly across: string;
	/** Across, in the title of the focused pane where panes have no frame. */
	readonly heavy: string;
	/** At the side of what is open above the prompt. */
	readonly heavyDown: string;
	readonly down: string;
	/** Before the chosen connection, and before the chosen completion. */
	readonly chosen: string;
	/** A connection that waits to be answered. */
	readonly waiting: string;
	/** Ends the prompt's label. */
	readonly prompt: string;
	readonly more: string;
	/** Stands above what it points to. */
	readonly mark: string;
	readonly between: string;
	readonly to: string;
};

export type Theme = {
	readonly name: ThemeName;
	readonly colours: ColourDepth;
	readonly ascii: boolean;
	readonly signs: Signs;
	/** The text in the colour of its tone; as it is when there are no colours. */
	readonly paint: (tone: Tone, text: string) => string;
	/** The same terminal in other colours, or with other characters. */
	readonly with: (options: ThemeOptions) => Theme;
};

/** What is drawn: ASCII alone, or lines, signs and the letters of all languages. */
export type Characters = 'ascii' | 'unicode';

type Environment = Readonly<Record<string, string | undefined>>;

type ThemeOptions = {
	/** Whatever the locale says. */
	readonly characters?: Characters | undefined;
	readonly theme?: ThemeChoice | undefined;
};

/**
The theme that the environment allows. With NO_COLOR and none asked for it is `mono`; a terminal that has no attributes
(TERM=dumb) has nothing of any theme.
*/
export function chooseTheme(environment: Environment, options: ThemeOptions = {}): Theme {
	const {characters = hasUtf8(environment) ? 'unicode' : 'ascii', theme} = options;
	const isAscii = characters === 'ascii';
	const found = colourDepth(theme === undefined ? environment : {...environment, NO_COLOR: ''});
	const isDumb = ['', 'dumb'].includes(environment['TERM'] ?? '');
	const isMono = found === 0 && !isDumb;
	const colours = isMono ? 16 : found;
	const name = isMono ? 'mono' : themeOf(theme ?? 'auto', environment);
	return {
		name,
		colours,
		ascii: isAscii,
		signs: isAscii ? asciiSigns : lineSigns,
		paint: (tone, text) => paint(text, tone, {colours, theme: name}),
		with: others => chooseTheme(environment, {...options, ...others}),
	};
}

/** The theme for a state of the screen: `begun` until another is chosen, or the terminal has told what it draws. */
export function themeByChoice(begun: Theme): (state: ThemeOptions) => Theme {
	const made = new Map<string, Theme>([[keyOf({}), begun]]);
	return ({theme, characters}) => {
		const options = {...(theme !== undefined && {theme}), ...(characters !== undefined && {characters})};
		const found = made.get(keyOf(options)) ?? begun.with(options);
		made.set(keyOf(options), found);
		return found;
	};
}

function keyOf({theme = '', characters = ''}: {readonly theme?: string; readonly characters?: string}): string {
	return `${theme} ${characters}`;
}

function themeOf(choice: ThemeChoice, environment: Environment): ThemeName {
	if (choice !== 'auto') {
		return choice;
	}

	return hasLightBackground(environment) ? 'light' : 'dark';
}

/**
Whether COLORFGBG, which rxvt, Konsole and others set, names a light background: its last number is one of the palette,
and those of light colours are 7 and 9 to 15.
*/
function hasLightBackground({COLORFGBG: colours = ''}: Environment): boolean {
	return /;(?:7|9|1[0-5])$/v.test(colours);
}

/**
How many colours may be used. NO_COLOR (no-color.org) wins over FORCE_COLOR, both over what the terminal says of itself.
*/
export function colourDepth(environment: Environment): ColourDepth {
	const {NO_COLOR: refused = '', FORCE_COLOR: forced, COLORTERM: claimed = '', TERM: terminal = ''} = environment;
	if (refused !== '' || forced === '0' || forced === 'false') {
		return 0;
	}

	if (forced === '2' || forced === '3') {
		return forced === '2' ? 256 : 'true';
	}

	if (terminal === 'dumb' || terminal === '') {
		return forced === undefined ? 0 : 16;
	}

	if (/truecolor|24bit/v.test(claimed) || terminal.endsWith('-direct')) {
		return 'true';
	}

	return terminal.includes('256color') ? 256 : 16;
}

/**
Whether the locale's characters are UTF-8, by the first of LC_ALL, LC_CTYPE and LANG that is set (locale(7)). A dumb
terminal gets ASCII.
*/
export function hasUtf8(environment: Environment): boolean {
	const locale = [
		environment['LC_ALL'],
		environment['LC_CTYPE'],
		environment['LANG'],
	].find(value => value !== undefined && value !== '') ?? '';
	return environment['TERM'] !== 'dumb' && /utf-?8/iv.test(locale);
}

const lineSigns: Signs = {
	topLeft: '╭',
	topRight: '╮',
	bottomLeft: '╰',
	bottomRight: '╯',
	across: '─',
	heavy: '━',
	heavyDown: '┃',
	down: '│',
	chosen: '▸',
	waiting: '●',
	prompt: '›',
	more: '▾',
	mark: '▾',
	between: '·',
	to: '→',
};
const asciiSigns: Signs = {
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	across: '-',
	heavy: '=',
	heavyDown: '|',
	down: '|',
	chosen: '>',
	waiting: '*',
	prompt: '>',
	more: 'v',
	mark: 'v',
	between: '|',
	to: '->',
};

/** The colour of what an endpoint of this side received or sent. */
export function toneOfFlow(side: 'server' | 'client', flow: 'in' | 'out'): Tone {
	return (side === 'server') === (flow === 'in') ? 'toServer' : 'toClient';
}
