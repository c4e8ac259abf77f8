import type {Clock} from '../core/clock.ts';
import type {Placed} from './recorded-call.ts';

/** As fast as the peer answers, or with the pauses of the recording. */
export type Timing = 'fast' | 'recorded';

/**
When the moves of a recording are due. A peer that answers later than it did moves all that follows, so that the pauses
stay as they were; timers that are late do not.
*/
export class Pace {
	readonly #clock: Clock;
	readonly #timing: Timing;
	/** From a time of the recording to a time of the clock. */
	#shift_us: number | undefined;

	constructor(clock: Clock, timing: Timing) {
		this.#clock = clock;
		this.#timing = timing;
	}

	/** Resolves when what was done at this time of the recording is to be done again. */
	async wait({time_us}: Placed): Promise<void> {
		this.#shift_us ??= this.#clock.now_us() - time_us;
		const due_us = time_us + this.#shift_us;
		if (this.#timing === 'recorded' && due_us > this.#clock.now_us()) {
			await new Promise<void>(resolve => {
				this.#clock.schedule(due_us, resolve);
			});
		}
	}

	/** What the recording has at this time has happened now. */
	reached({time_us}: Placed): void {
		if (this.#shift_us !== undefined) {
			this.#shift_us = Math.max(this.#shift_us, this.#clock.now_us() - time_us);
		}
	}
}
