import type {Clock} from '../../core/clock.ts';
import {limits} from '../../core/limits.ts';

/** When an expectation looks through what has come, which may take long, and when what it found counts. */
export class LookTimers {
	readonly #clock: Clock;
	readonly #look: () => void;
	#cancelLook: (() => void) | undefined;
	#nextLook_us = 0;
	#cancelSettling: (() => void) | undefined;

	constructor(clock: Clock, look: () => void) {
		this.#clock = clock;
		this.#look = look;
	}

	/** Looks once for all that comes in the meantime; a look that took long is followed by a pause four times as long. */
	lookSoon(): void {
		this.#cancelLook ??= this.#clock.schedule(Math.max(this.#clock.now_us(), this.#nextLook_us), () => {
			this.#cancelLook = undefined;
			const from_us = this.#clock.now_us();
			this.#look();
			const to_us = this.#clock.now_us();
			this.#nextLook_us = to_us + ((to_us - from_us) * 4);
		});
	}

	/** Calls `decide` once nothing has come for a while. */
	settle(decide: () => void): void {
		this.#cancelSettling?.();
		this.#cancelSettling = this.#clock.schedule(this.#clock.now_us() + (limits.expect_settle_ms * 1000), decide);
	}

	/** Something has come. */
	unsettle(): void {
		this.#cancelSettling?.();
	}

	cancel(): void {
		this.#cancelLook?.();
		this.#cancelSettling?.();
	}
}
