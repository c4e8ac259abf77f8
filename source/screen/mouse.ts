/**
What the mouse does, as terminals tell it. Source: xterm's ctlseqs, "Mouse Tracking": SGR reports (1006) of presses,
releases and drags (1002); and the older form of three characters, whose places are not exact, which is left out.
*/
import {limits} from '../core/limits.ts';

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

const reports = /\u{1B}\[(?:<(?<code>\d{1,4});(?<column>\d{1,5});(?<row>\d{1,5})(?<end>[Mm])|M[\s\S]{3})/gv;
const beginning = /\u{1B}(?:\[(?:<[\d;]{0,16}|M[\s\S]{0,2})?)?$/v;
/** What a person may have typed: Esc, and what Alt+[ sends. */
const typed_characters = 2;

/**
Takes the reports out of what was typed. The beginning of one at the end of a chunk waits `limits.mouse_wait_ms` for its
rest: after that Esc or Alt+[ was typed, and passes; if the rest comes later still, it is not taken for text.
*/
export class Mouse {
	readonly #events: MouseEvents;
	#held = '';
	/** How many characters of it have been passed, or will not be. */
	#settled = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(events: MouseEvents) {
		this.#events = events;
	}

	/** Takes what was typed, without what was pasted. */
	take(chunk: string): void {
		clearTimeout(this.#timer);
		const text = this.#held + chunk;
		let at = 0;
		for (const match of text.matchAll(reports)) {
			this.#pass(text, at, match.index);
			at = match.index + match[0].length;
			this.#report(match.groups!);
		}

		const rest = beginning.exec(text.slice(at))?.index;
		const end = rest === undefined ? text.length : at + rest;
		this.#pass(text, at, end);
		this.#held = text.slice(end);
		this.#settled = Math.max(0, this.#settled - end);
		if (this.#held.length > this.#settled) {
			this.#timer = setTimeout(() => {
				this.#giveUp();
			}, limits.mouse_wait_ms);
		}
	}

	#pass(text: string, from: number, to: number): void {
		const keys = text.slice(Math.max(from, this.#settled), to);
		if (keys !== '') {
			this.#events.keys(keys);
		}
	}

	/** No rest has come. What comes after a second wait is text again. */
	#giveUp(): void {
		const held = this.#held;
		const isTyped = this.#settled > 0 || held.length <= typed_characters;
		this.#held = this.#settled > 0 ? '' : held;
		if (isTyped) {
			this.#pass(held, 0, held.length);
		}

		this.#settled = this.#held.length;
	}

	#report({code, column, row, end}: Readonly<Record<string, string | undefined>>): void {
		const kind = code === undefined ? undefined : kindOf(Number(code), end === 'M');
		if (kind !== undefined) {
			this.#events.report({kind, x: Math.max(0, Number(column) - 1), y: Math.max(0, Number(row) - 1)});
		}
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
