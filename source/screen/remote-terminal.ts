/**
A terminal behind an SSH connection. The buffers between it and the program hold far more than a slow link carries in a
second, and a connection whose other end has vanished looks like an idle one; so the terminal is asked for its status
(DSR 5, answered by `CSI 0 n`; ECMA-48) behind each frame, and when it has been silent for a while.
*/
import {limits} from '../core/limits.ts';
import {Reports} from './reports.ts';
import {type Writer} from './writer.ts';

export type RemoteTerminalEvents = {
	/** The terminal has taken frames: the next may be painted. */
	readonly caughtUp: () => void;
	/** It has answered before, and neither answered nor sent anything for the whole timeout. */
	readonly gone: () => void;
};

const statusRequest = '\u{1B}[5n';
const whole = /\u{1B}\[[03]n/gv;
const beginning = /\u{1B}(?:\[[03]?)?$/v;

/** How often in its timeout a silent terminal is asked. */
const asksInTimeout = 4;

export class RemoteTerminal {
	readonly #writer: Pick<Writer, 'busy' | 'write'>;
	readonly #events: RemoteTerminalEvents;
	readonly #timeout_ms: number;
	readonly #reports: Reports;
	/** Bytes written before each request that is not answered yet. */
	readonly #unanswered: number[] = [];
	#unanswered_bytes = 0;
	/** One that has never answered is not waited for. */
	#isAnswering = false;
	/** Intervals in which nothing came from it, in a row. */
	#silentIntervals = 0;
	#timer: NodeJS.Timeout | undefined;
	#settled: PromiseWithResolvers<void> | undefined;
	#pass: (text: string) => void = () => undefined;

	/** `timeout_ms` of 0: its silence does not matter. */
	constructor(writer: Pick<Writer, 'busy' | 'write'>, timeout_ms: number, events: RemoteTerminalEvents) {
		this.#writer = writer;
		this.#timeout_ms = timeout_ms;
		this.#events = events;
		this.#reports = new Reports({
			whole,
			beginning,
			unfinished: 'key',
			keys: text => {
				this.#pass(text);
			},
			report: () => {
				this.#takeAnswer();
			},
		});
	}

	/** So much is on its way that nothing more should be written. */
	get busy(): boolean {
		return this.#writer.busy || this.#unanswered_bytes > limits.unanswered_keys_bytes;
	}

	/** A frame of the lab painted now would have a key wait behind it. */
	get isBehind(): boolean {
		return this.#writer.busy || this.#unanswered_bytes > limits.unanswered_bytes;
	}

	/** Writes a frame. */
	write(frame: string): void {
		if (this.#isAnswering) {
			this.#request(frame);
		} else {
			this.#writer.write(frame);
		}
	}

	/** Takes the answers out of what was typed; everything else goes to `pass`, in its order. */
	take(typed: string, pass: (text: string) => void): void {
		this.#silentIntervals = 0;
		this.#pass = pass;
		this.#reports.take(typed);
	}

	/** The terminal is the screen's: asks it for the first time. */
	begin(): void {
		this.#isAnswering = false;
		this.#settled = undefined;
		this.#forget();
		this.#request('');
		if (this.#timeout_ms > 0) {
			this.#timer = setInterval(() => {
				this.#endInterval();
			}, this.#timeout_ms / asksInTimeout);
			this.#timer.unref();
		}
	}

	/**
	Asks no more; resolves when all answers have come, which would be typed into the shell, or after
	`limits.answer_late_ms`.
	*/
	async end(): Promise<void> {
		clearInterval(this.#timer);
		this.#isAnswering = false;
		if (this.#unanswered.length > 0) {
			this.#settled = Promise.withResolvers();
			const limit = setTimeout(this.#settled.resolve, limits.answer_late_ms);
			await this.#settled.promise;
			clearTimeout(limit);
		}
	}

	/** Nobody will answer any more. */
	giveUp(): void {
		this.#forget();
		this.#settled?.resolve();
	}

	#request(frame: string): void {
		this.#unanswered.push(frame.length);
		this.#unanswered_bytes += frame.length;
		this.#writer.write(frame + statusRequest);
	}

	#takeAnswer(): void {
		this.#isAnswering = this.#settled === undefined;
		this.#unanswered_bytes -= this.#unanswered.shift() ?? 0;
		if (this.#unanswered.length === 0) {
			this.#settled?.resolve();
		}

		this.#events.caughtUp();
	}

	#endInterval(): void {
		if (!this.#isAnswering) {
			return;
		}

		this.#silentIntervals++;
		if (this.#silentIntervals > asksInTimeout) {
			this.giveUp();
			clearInterval(this.#timer);
			this.#events.gone();
		} else if (!this.#writer.busy) {
			this.#request('');
		}
	}

	#forget(): void {
		this.#unanswered.length = 0;
		this.#unanswered_bytes = 0;
		this.#silentIntervals = 0;
	}
}
