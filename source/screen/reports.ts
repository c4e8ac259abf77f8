/**
What a terminal reports by itself among the keys that are typed: the mouse's doings, the place of its cursor. Reports
are taken out; everything else passes in its order.
*/
import {limits} from '../core/limits.ts';

export type ReportsOptions = {
	/** A whole report, anywhere in a text (`g`). */
	readonly whole: RegExp;
	/** The beginning of one, at the end of a text. */
	readonly beginning: RegExp;
	/**
	What more than `typed_characters` of a beginning are when no rest has come: nothing, or perhaps the beginning of a
	key, for whose rest they wait.
	*/
	readonly unfinished: 'nothing' | 'key';
	/** Input that is no report. */
	readonly keys: (text: string) => void;
	readonly report: (match: RegExpExecArray) => void;
};

/** What a person may have typed: Esc, and what Alt+[ sends. */
const typed_characters = 2;

/**
Takes the reports out of what was typed. The beginning of one at the end of a chunk waits `limits.report_wait_ms` for
its rest: after that Esc or Alt+[ was typed, and passes; if the rest comes later still, it is not taken for text.
*/
export class Reports {
	readonly #options: ReportsOptions;
	#held = '';
	/** How many characters of it have been passed, or will not be. */
	#settled = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(options: ReportsOptions) {
		this.#options = options;
	}

	/** The beginning of a report may still become one. */
	get isHolding(): boolean {
		return this.#held !== '';
	}

	/** Takes what was typed, without what was pasted. */
	take(chunk: string): void {
		clearTimeout(this.#timer);
		const {whole, beginning, unfinished, report} = this.#options;
		const text = this.#held + chunk;
		let at = 0;
		for (const match of text.matchAll(whole)) {
			this.#pass(text, at, match.index);
			at = match.index + match[0].length;
			report(match);
		}

		const rest = beginning.exec(text.slice(at))?.index;
		const end = rest === undefined ? text.length : at + rest;
		this.#pass(text, at, end);
		this.#held = text.slice(end);
		this.#settled = Math.max(0, this.#settled - end);
		const isDue = unfinished === 'nothing' || this.#held.length <= typed_characters;
		if (this.#held.length > this.#settled && isDue) {
			this.#timer = setTimeout(() => {
				this.#giveUp();
			}, limits.report_wait_ms);
		}
	}

	#pass(text: string, from: number, to: number): void {
		const keys = text.slice(Math.max(from, this.#settled), to);
		if (keys !== '') {
			this.#options.keys(keys);
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
}
