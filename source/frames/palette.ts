/**
Paints texts in the colours of a theme. Each direction has one, the same in every pane; red is for errors only, yellow
for what warns. Colour only repeats what a word or sign already says.
*/
import type {ByteKind} from '../core/glyphs.ts';
import {isOutbound, type LabEvent} from '../core/events.ts';
import type {ThemeName} from '../core/theme-names.ts';
import type {ColourDepth} from './frame.ts';
import {palettes, type Emphasis, type Shades, type Style} from './themes.ts';

export type {Emphasis, Style} from './themes.ts';

/** How texts are painted: with which colours, and with how many of them. */
export type Look = {
	readonly colours: ColourDepth;
	/** Left out, `dark`. */
	readonly theme?: ThemeName;
};

const shadeOf = {16: 0, 256: 1, true: 2} as const;

/** A painted text standing out; as it is where there are no colours. */
export function emphasise(text: string, emphasis: Emphasis | undefined, {colours, theme = 'dark'}: Look): string {
	return emphasis === undefined || colours === 0
		? text
		: paintShade(text, palettes[theme].emphases[emphasis], colours);
}

/** Whether what stands out like this has colours of its own, not those of its text. */
export function hasOwnColours(emphasis: Emphasis | undefined): boolean {
	return emphasis === 'mark' || emphasis === 'match';
}

/** The text in a style; as it is where there are no colours. */
export function paint(text: string, style: Style, {colours, theme = 'dark'}: Look): string {
	return style === 'plain' || colours === 0 ? text : paintShade(text, palettes[theme].styles[style], colours);
}

function paintShade(text: string, shades: Shades, colours: Exclude<ColourDepth, 0>): string {
	const parameters = shades[shadeOf[colours]];
	return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[${endOf(parameters)}m`;
}

const ends = new Map<string, string>();

/** The parameters that end what these begin. */
function endOf(parameters: string): string {
	const known = ends.get(parameters);
	if (known !== undefined) {
		return known;
	}

	const codes = parameters.replaceAll(/(?<=[34]8;)(?:5;\d+|2;\d+;\d+;\d+)/gv, '').split(';').filter(code => code !== '');
	const found = [...new Set(codes.map(code => endOfCode(Number(code))))].join(';');
	ends.set(parameters, found);
	return found;
}

function endOfCode(code: number): number {
	const attribute = {1: 22, 2: 22, 4: 24, 7: 27}[code];
	return attribute ?? (code >= 40 && code < 50 ? 49 : 39);
}

/** Which way the bytes of a send or recv went. */
export function directionOf(event: Pick<LabEvent, 'side' | 'event' | 'direction'>): 'toServer' | 'toClient' {
	return (event.side === 'client') === isOutbound(event) ? 'toServer' : 'toClient';
}

/** A byte's colour: printable ones have that of their direction. */
export function styleOfKind(kind: ByteKind, direction: Style): Style {
	return kind === 'printable' ? direction : kind;
}
