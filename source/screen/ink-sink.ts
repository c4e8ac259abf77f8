/**
The standard output that Ink renders into: `render(app, {stdout: sink, debug: true, interactive: true})`.

In that mode Ink writes each frame whole, at once, inside React's commit. It also writes mode escapes, a frame twice and
empty strings; the modes of the terminal are ours, so all but frames goes nowhere.
*/
import {type Size} from './layout-type.ts';

const onlyModes = /^(?:\u{1B}\[[\d?]*[A-Za-z])*$/v;

export class InkSink {
	readonly #frame: (lines: readonly string[]) => void;
	columns: number;
	rows: number;

	/** `frame` is called for each write that is not merely modes; whether it is a frame, its number of lines tells. */
	constructor({columns, rows}: Size, frame: (lines: readonly string[]) => void) {
		this.columns = columns;
		this.rows = rows;
		this.#frame = frame;
	}

	get isTTY(): boolean {
		return true;
	}

	/** Takes what Ink writes and calls back like a stream. Never full. */
	write(text: string, written?: () => void): boolean {
		if (!onlyModes.test(text)) {
			this.#frame(text.split('\n'));
		}

		if (written !== undefined) {
			queueMicrotask(written);
		}

		return true;
	}

	/** Ink listens for `resize`, which never comes: it would draw the old tree once more. */
	on(): this {
		return this;
	}

	off(): this {
		return this;
	}
}
