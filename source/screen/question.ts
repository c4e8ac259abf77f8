/**
Asks the terminal what it draws: where its cursor stands after each sample (DSR 6, answered by CPR; ECMA-48).

The samples are drawn in the second row, so that no answer is a key: F3 with Shift or Ctrl sends what a terminal
answers from its first row (`CSI 1;2R`). Behind each stands ST, which ends the string that a terminal with 8-bit
controls takes a byte of an emoji for. What they leave in their row is cleared.
*/
import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../core/limits.ts';
import {samples, type DrawnColumns, type DrawnKind} from './drawn-columns.ts';
import {Reports} from './reports.ts';

const kinds = Object.keys(samples) as readonly DrawnKind[];
const whole = /\u{1B}\[(?:[2-9]|[1-9]\d{1,4});(?<column>\d{1,5})R/gv;
const beginning = /\u{1B}(?:\[(?:\d{1,5}(?:;\d{0,5})?)?)?$/v;

/** To be written on an empty screen, which it leaves empty. */
export const questionSequence = [
	...Object.values(samples).map(sample => `\u{1B}[2;1H${sample}\u{1B}\\\u{1B}[6n`),
	'\u{1B}[H\u{1B}[2J',
].join('');

export class Question {
	readonly #columns: number[] = [];
	readonly #asked_ms = performance.now();
	readonly #ended = Promise.withResolvers<void>();
	readonly #answered: (columns: DrawnColumns) => void;
	readonly #reports: Reports;
	#isPending = true;
	#pass: (text: string) => void = () => undefined;

	/** `answered` hears of the last answer, if there is one: perhaps never, perhaps late. */
	constructor(answered: (columns: DrawnColumns) => void) {
		this.#answered = answered;
		this.#reports = new Reports({
			whole,
			beginning,
			unfinished: 'key',
			keys: text => {
				this.#pass(text);
			},
			report: ({groups}) => {
				this.#take(Number(groups!['column']));
			},
		});
	}

	get isPending(): boolean {
		return this.#isPending;
	}

	/** Takes the answers out of what was typed; everything else goes to `pass`, in its order. */
	take(typed: string, pass: (text: string) => void): void {
		if (this.#isPending || this.#reports.isHolding) {
			this.#pass = pass;
			this.#reports.take(typed);
		} else {
			pass(typed);
		}
	}

	/** Resolves when the terminal has answered, or `limits.answer_late_ms` after it was asked. */
	async settled(): Promise<void> {
		const left_ms = limits.answer_late_ms - (performance.now() - this.#asked_ms);
		if (this.#isPending && left_ms > 0) {
			const limit = new AbortController();
			const timeout = delay(left_ms, undefined, {signal: limit.signal}).catch(() => undefined);
			await Promise.race([this.#ended.promise, timeout]);
			limit.abort();
		}
	}

	/** Nobody will answer any more. */
	giveUp(): void {
		this.#isPending = false;
		this.#ended.resolve();
	}

	#take(column: number): void {
		if (!this.#isPending) {
			return;
		}

		this.#columns.push(column - 1);
		if (this.#columns.length === kinds.length) {
			this.giveUp();
			const columns = kinds.map((kind, index) => [kind, this.#columns[index]!] as const);
			this.#answered(Object.fromEntries(columns) as DrawnColumns);
		}
	}
}
