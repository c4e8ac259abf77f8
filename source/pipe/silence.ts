import type {Clock} from '../core/clock.ts';

/** Calls `run` once nothing has happened for `duration_ms`. Telling that something has happened costs little. */
export class Silence {
	readonly #clock: Clock;
	readonly #duration_us: number;
	readonly #run: () => void;
	#last_us: number;
	#cancel: () => void = () => undefined;

	/** Counts from now on. Infinity: never. */
	constructor(clock: Clock, duration_ms: number, run: () => void) {
		this.#clock = clock;
		this.#duration_us = duration_ms * 1000;
		this.#run = run;
		this.#last_us = clock.now_us();
		if (duration_ms !== Infinity) {
			this.#wait();
		}
	}

	/** Something has happened: the time begins again. */
	break(): void {
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
