/**
What the terminal can show: how many colours, and whether anything beyond ASCII. Colour only repeats what a word or a
sign already says.
*/
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
	readonly down: string;
	/** Before the chosen connection, and before the chosen completion. */
	readonly chosen: string;
	/** Ends the prompt's label. */
	readonly prompt: string;
	readonly more: string;
	/** Stands above what it points to. */
	readonly mark: string;
	readonly between: string;
	readonly to: string;
};

export type Theme = {
	readonly colours: ColourDepth;
	readonly ascii: boolean;
	readonly signs: Signs;
	/** The text in the colour of its tone; as it is when there are no colours. */
	readonly paint: (tone: Tone, text: string) => string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The theme that the environment allows; `ascii` forces plain signs. */
export function chooseTheme(environment: Environment, options: {readonly ascii?: boolean} = {}): Theme {
	const isAscii = options.ascii === true || !hasUtf8(environment);
	const colours = colourDepth(environment);
	return {
		colours,
		ascii: isAscii,
		signs: isAscii ? asciiSigns : lineSigns,
		paint: (tone, text) => paintTone(colours, tone, text),
	};
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
	down: '│',
	chosen: '▸',
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
	down: '|',
	chosen: '>',
	prompt: '>',
	more: 'v',
	mark: 'v',
	between: '|',
	to: '->',
};

type OwnTone = Exclude<Tone, 'toServer' | 'toClient'>;

const sixteen: Readonly<Record<OwnTone, string>> = {
	plain: '',
	accent: '34',
	title: '1',
	dim: '2',
	warn: '33',
	error: '31',
};
const many: Readonly<Record<OwnTone, string>> = {...sixteen, accent: '38;5;75', warn: '38;5;179', error: '38;5;203'};

/** The two directions have the colours of the panes' rows. */
function paintTone(colours: ColourDepth, tone: Tone, text: string): string {
	if (tone === 'toServer' || tone === 'toClient') {
		return paint(text, tone, colours);
	}

	const code = (colours === 16 ? sixteen : many)[tone];
	return colours === 0 || code === '' || text === '' ? text : `\u{1B}[${code}m${text}\u{1B}[0m`;
}

/** The colour of what an endpoint of this side received or sent. */
export function toneOfFlow(side: 'server' | 'client', flow: 'in' | 'out'): Tone {
	return (side === 'server') === (flow === 'in') ? 'toServer' : 'toClient';
}
