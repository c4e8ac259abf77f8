import type {Clock} from '../core/clock.ts';

/** A time limit that counts only while something is waited for. */
export class TimeLimit {
	readonly #clock: Clock;
	readonly #over: () => void;
	#left_us: number;
	#cancel: (() => void) | undefined;

	/** `over` is called once the time is up. */
	constructor(clock: Clock, limit_ms: number, over: () => void) {
		this.#clock = clock;
		this.#left_us = limit_ms * 1000;
		this.#over = over;
	}

	/** Counts until `action` has finished; one at a time. */
	async count(action: () => Promise<unknown>): Promise<void> {
		const from_us = this.#clock.now_us();
		this.#cancel = this.#clock.schedule(from_us + this.#left_us, this.#over, 'coarse');
		await action();
		this.cancel();
		this.#left_us -= this.#clock.now_us() - from_us;
	}

	/** Counts no more, although the action has not finished. */
	cancel(): void {
		this.#cancel?.();
	}
}
