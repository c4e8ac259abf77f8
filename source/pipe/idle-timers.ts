import type {Clock} from '../core/clock.ts';

/** The idle timers of one conversation: any byte restarts all of them. */
export class IdleTimers {
	readonly #clock: Clock;
	readonly #timers: IdleTimer[] = [];

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Calls `run` once nothing has happened for so long, from now on. Infinity: never. */
	add(duration_ms: number, run: () => void): void {
		if (duration_ms !== Infinity) {
			this.#timers.push(new IdleTimer(this.#clock, duration_ms, run));
		}
	}

	/** Something has happened: the times begin again. */
	restart(): void {
		for (const timer of this.#timers) {
			timer.restart();
		}
	}

	cancel(): void {
		for (const timer of this.#timers) {
			timer.cancel();
		}
	}
}

/** Calls `run` once nothing has happened for `duration_ms`. Telling that something has happened costs little. */
class IdleTimer {
	readonly #clock: Clock;
	readonly #duration_us: number;
	readonly #run: () => void;
	#last_us: number;
	#cancel: () => void = () => undefined;

	constructor(clock: Clock, duration_ms: number, run: () => void) {
		this.#clock = clock;
		this.#duration_us = duration_ms * 1000;
		this.#run = run;
		this.#last_us = clock.now_us();
		this.#wait();
	}

	restart(): void {
		this.#last_us = this.#clock.now_us();
	}

	cancel(): void {
		this.#cancel();
	}

	#wait(): void {
		this.#cancel = this.#clock.schedule(this.#last_us + this.#duration_us, () => {
			if (this.#clock.now_us() < this.#last_us + this.#duration_us) {
				this.#wait();
			} else {
				this.#run();
			}
		}, 'coarse');
	}
}
