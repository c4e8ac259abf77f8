import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';

/**
Long work in steps of a few milliseconds, between which sockets, timers and keys have their turns. Short work continues
at once; longer work leaves half of the time to them.
*/
export class Turns {
	readonly #clock: Clock;
	#steps = 0;
	#due_us: number;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#due_us = clock.now_us() + (limits.scan_step_ms * 1000);
	}

	/** Whether this step has taken its time. */
	get isDue(): boolean {
		return this.#clock.now_us() >= this.#due_us;
	}

	/** Waits until the others have had their turn; the next step begins. */
	async next(): Promise<void> {
		this.#steps++;
		const isLong = this.#steps > limits.scan_burst_steps;
		await (isLong ? this.#pause() : nextTurn());
		const step_ms = isLong ? limits.scan_pause_ms : limits.scan_step_ms;
		this.#due_us = this.#clock.now_us() + (step_ms * 1000);
	}

	async #pause(): Promise<void> {
		const {promise, resolve} = Promise.withResolvers<void>();
		this.#clock.schedule(this.#clock.now_us() + (limits.scan_pause_ms * 1000), resolve, 'coarse');
		return promise;
	}
}
