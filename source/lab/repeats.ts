/**
Lines that are run again and again. A tick is skipped, and counted, while the run before it is not finished or what it
would feed still waits: nothing piles up. Ticks keep to their absolute times, so that a late one makes none after it
late.
*/
import type {Clock} from '../core/clock.ts';

export type RepeatRequest = {
	readonly line: string;
	readonly period_us: number;
	/** It is an attempt that is repeated until it succeeds. */
	readonly isRetry?: boolean;
	/** Runs; without it, until it is stopped. */
	readonly count?: number;
	/** Runs the line; a sentence when it cannot be run any more. */
	readonly run: () => Promise<string | undefined>;
	/** The name of the endpoint that the next run will act on, when there is one. */
	readonly actsOn: () => string | undefined;
	/** Whether what the last run sent has gone. */
	readonly isReady: () => boolean;
	/** It is over: why, where that was not asked for. */
	readonly ended: (repeat: Repeat, why?: string) => void;
};

export type Repeat = RepeatRequest & {
	/** `e1`, `e2`… */
	readonly name: string;
	runs: number;
	skipped: number;
};

type Running = Repeat & {running: boolean; next_us: number; cancel?: () => void};

export class Repeats {
	readonly #clock: Clock;
	readonly #changed: () => void;
	readonly #all = new Map<string, Running>();
	#made = 0;

	constructor(clock: Clock, changed: () => void) {
		this.#clock = clock;
		this.#changed = changed;
	}

	/** Those that run, in the order they were begun. */
	all(): readonly Repeat[] {
		return this.#all.values().toArray();
	}

	/** Begins with the first run at once. */
	start(request: RepeatRequest): Repeat {
		this.#made++;
		const name = `e${this.#made}`;
		const repeat: Running = {...request, name, runs: 0, skipped: 0, running: false, next_us: this.#clock.now_us()};
		this.#all.set(repeat.name, repeat);
		this.#wait(repeat);
		this.#changed();
		return repeat;
	}

	stop(name: string, why?: string): void {
		const repeat = this.#all.get(name);
		if (repeat === undefined) {
			return;
		}

		repeat.cancel?.();
		this.#all.delete(name);
		repeat.ended(repeat, why);
		this.#changed();
	}

	#wait(repeat: Running): void {
		repeat.cancel = this.#clock.schedule(repeat.next_us, () => {
			this.#tick(repeat);
		});
	}

	#tick(repeat: Running): void {
		const missed = Math.floor((this.#clock.now_us() - repeat.next_us) / repeat.period_us);
		repeat.skipped += missed;
		repeat.next_us += (missed + 1) * repeat.period_us;
		if (repeat.running || !repeat.isReady()) {
			repeat.skipped++;
		} else {
			void this.#run(repeat);
		}

		if (this.#all.has(repeat.name) && repeat.runs !== repeat.count) {
			this.#wait(repeat);
		}
	}

	async #run(repeat: Running): Promise<void> {
		repeat.running = true;
		repeat.runs++;
		const trouble = await repeat.run();
		repeat.running = false;
		repeat.runs -= Number(trouble !== undefined);
		if (trouble !== undefined || repeat.runs === repeat.count) {
			this.stop(repeat.name, trouble);
		}
	}
}
