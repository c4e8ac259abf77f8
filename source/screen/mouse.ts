/**
What the mouse does, as terminals tell it. Source: xterm's ctlseqs, "Mouse Tracking": SGR reports (1006) of presses,
releases and drags (1002); and the older form of three characters, whose places are not exact, which is left out.
*/
import {Reports} from './reports.ts';

/** `x` and `y`: the cell, from 0 at the top left. */
export type MouseReport = {
	readonly kind: 'press' | 'drag' | 'release' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
};

export type MouseEvents = {
	/** Input that is not the mouse's. */
	readonly keys: (text: string) => void;
	readonly report: (report: MouseReport) => void;
};

const whole = /\u{1B}\[(?:<(?<code>\d{1,4});(?<column>\d{1,5});(?<row>\d{1,5})(?<end>[Mm])|M[\s\S]{3})/gv;
const beginning = /\u{1B}(?:\[(?:<[\d;]{0,16}|M[\s\S]{0,2})?)?$/v;

/** Takes the mouse's reports out of what was typed. */
export class Mouse {
	readonly #reports: Reports;

	constructor({keys, report}: MouseEvents) {
		this.#reports = new Reports({whole, beginning, unfinished: 'nothing', keys, report({groups}) {
			const {code, column, row, end} = groups!;
			const kind = code === undefined ? undefined : kindOf(Number(code), end === 'M');
			if (kind !== undefined) {
				report({kind, x: Math.max(0, Number(column) - 1), y: Math.max(0, Number(row) - 1)});
			}
		}});
	}

	/** Takes what was typed, without what was pasted. */
	take(chunk: string): void {
		this.#reports.take(chunk);
	}
}

/**
Of the buttons, the left one and the wheel. A code is the button (0 to 3), 4, 8 and 16 for keys held with it, 32 for a
drag, 64 for a wheel, 128 for further buttons.
*/
function kindOf(code: number, isDown: boolean): MouseReport['kind'] | undefined {
	const button = code % 4;
	const [isDrag, isWheel] = [32, 64].map(bit => Math.floor(code / bit) % 2 === 1);
	if (code >= 128 || button > (isWheel ? 1 : 0)) {
		return undefined;
	}

	if (isWheel) {
		return button === 0 ? 'wheel-up' : 'wheel-down';
	}

	const kind = isDrag ? 'drag' : 'press';
	return isDown ? kind : 'release';
}
