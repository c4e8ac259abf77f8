/**
The colours of rows. Each direction has one, the same in every pane; red is for errors only, yellow for what warns.
Colour only repeats what a word or sign already says.
*/
import type {ByteKind} from '../core/glyphs.ts';
import {isOutbound, type LabEvent} from '../core/events.ts';
import type {ColourDepth} from './frame.ts';

export type Style = 'plain' | 'dim' | 'error' | 'warn' | 'toServer' | 'toClient' | 'nul' | 'space' | 'control' | 'high';

type Shades = readonly [sixteen: string, many: string, exact: string];
const shadeOf = {16: 0, 256: 1, true: 2} as const;

/** Parameters of SGR (ECMA-48, 8.3.117): for 16 colours, 256, and any. */
const shades: Readonly<Record<Exclude<Style, 'plain'>, Shades>> = {
	dim: ['90', '38;5;245', '38;2;138;138;138'],
	error: ['31', '38;5;203', '38;2;255;95;95'],
	warn: ['33', '38;5;221', '38;2;255;215;95'],
	toServer: ['36', '38;5;80', '38;2;86;200;216'],
	toClient: ['35', '38;5;176', '38;2;214;140;214'],
	nul: ['90', '38;5;240', '38;2;88;88;88'],
	space: ['37', '38;5;250', '38;2;188;188;188'],
	control: ['94', '38;5;111', '38;2;135;175;255'],
	high: ['32', '38;5;114', '38;2;135;215;135'],
};

/** What stands out from the rows around it: the cursor, a marked range, what was searched for. */
export type Emphasis = 'cursor' | 'mark' | 'match';

/** SGR parameters that begin and end an emphasis, for 16 colours and for more. */
const emphases: Readonly<Record<Emphasis, readonly [sixteen: string, many: string, end: string]>> = {
	cursor: ['7', '7', '27'],
	mark: ['44', '48;5;24', '49'],
	match: ['30;43', '30;48;5;221', '39;49'],
};

/** A painted text standing out; as it is where there are no colours. */
export function emphasise(text: string, emphasis: Emphasis | undefined, depth: ColourDepth): string {
	if (emphasis === undefined || depth === 0 || text === '') {
		return text;
	}

	const [sixteen, many, end] = emphases[emphasis];
	return `\u{1B}[${depth === 16 ? sixteen : many}m${text}\u{1B}[${end}m`;
}

/** The text in a style; as it is where there are no colours. */
export function paint(text: string, style: Style, depth: ColourDepth): string {
	return style === 'plain' || depth === 0 || text === ''
		? text
		: `\u{1B}[${shades[style][shadeOf[depth]]}m${text}\u{1B}[39m`;
}

/** Which way the bytes of a send or recv went. */
export function directionOf(event: Pick<LabEvent, 'side' | 'event' | 'direction'>): 'toServer' | 'toClient' {
	return (event.side === 'client') === isOutbound(event) ? 'toServer' : 'toClient';
}

/** A byte's colour: printable ones have that of their direction. */
export function styleOfKind(kind: ByteKind, direction: Style): Style {
	return kind === 'printable' ? direction : kind;
}
