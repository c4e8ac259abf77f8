/**
Decides when a frame is made: soon after something happened, never more often than the limit, never when nothing
changed, and not before the last one was taken.

A short gathering time lets a whole round trip (0.05 ms over loopback) land in one frame.
*/
import {limits} from '../core/limits.ts';

const gather_ms = 4;
const pace_ms = 1000 / limits.frames_per_second;

export class FrameClock {
	readonly #make: () => void;
	readonly #now_ms: () => number;
	#timer: NodeJS.Timeout | undefined;
	#last_ms = -Infinity;
	#tick: NodeJS.Timeout | undefined;
	#dirty = false;
	#awaitsTaking = false;

	constructor(make: () => void, now_ms: () => number) {
		this.#make = make;
		this.#now_ms = now_ms;
	}

	/** Something changed that a frame would show. Every event is told here: the clock is read for the first of a frame. */
	touch(): void {
		this.#dirty = true;
		if (!this.#isScheduled) {
			this.#schedule(Math.max(gather_ms, this.#last_ms + pace_ms - this.#now_ms()));
		}
	}

	/**
	Something changes in so many milliseconds, whatever happens till then; instead of what was said before. Undefined:
	nothing does.
	*/
	touchIn(wait_ms: number | undefined): void {
		clearTimeout(this.#tick);
		if (wait_ms !== undefined) {
			this.#tick = setTimeout(() => {
				this.touch();
			}, wait_ms);
		}
	}

	/** The person did something: a frame at once, whatever the pace. */
	demand(): void {
		this.#dirty = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#schedule(0);
	}

	/** The last frame has been taken; what changed meanwhile is due. */
	taken(): void {
		this.#awaitsTaking = false;
		if (this.#dirty) {
			this.touch();
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#tick);
		this.#awaitsTaking = true;
	}

	/** A frame is due already, or will be when the last one has been taken. */
	get #isScheduled(): boolean {
		return this.#awaitsTaking || this.#timer !== undefined;
	}

	#schedule(wait_ms: number): void {
		if (this.#isScheduled) {
			return;
		}

		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#dirty = false;
			this.#awaitsTaking = true;
			this.#last_ms = this.#now_ms();
			this.#make();
		}, wait_ms);
	}
}
