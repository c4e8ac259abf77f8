import type {Clock} from '../../core/clock.ts';

/** The share of a new sample in the smoothed time: TCP's alpha (RFC 6298, section 2). */
const alpha = 1 / 8;

/** How long the answers to a client's sends take: from a send to the first bytes that come after it. */
export class RoundTrip {
	/** Smoothed, as TCP does it; undefined before the first answer. */
	smoothed_us: number | undefined;
	/** When the send was made that the next bytes answer. */
	#sent_us: number | undefined;
	readonly #clock: Clock;
	readonly #isLossy: boolean;

	/** `isLossy`: a send may have no answer (UDP), so that the next bytes answer the last send, not the first. */
	constructor(clock: Clock, isLossy: boolean) {
		this.#clock = clock;
		this.#isLossy = isLossy;
	}

	sent(): void {
		if (this.#isLossy || this.#sent_us === undefined) {
			this.#sent_us = this.#clock.now_us();
		}
	}

	received(): void {
		if (this.#sent_us === undefined) {
			return;
		}

		const elapsed_us = this.#clock.now_us() - this.#sent_us;
		this.#sent_us = undefined;
		this.smoothed_us = this.smoothed_us === undefined
			? elapsed_us
			: this.smoothed_us + (alpha * (elapsed_us - this.smoothed_us));
	}
}
