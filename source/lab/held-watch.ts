import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';

/** A number that the system counts while something is held: it has to be asked for again and again. */
export class HeldWatch<Value> {
	#value: Value | undefined;
	readonly #clock: Clock;
	readonly #read: () => Value | undefined;
	readonly #changed: () => void;
	#cancel: (() => void) | undefined;

	/** `read` answers undefined where the system does not say. `changed` is called when it has answered something else. */
	constructor(clock: Clock, read: () => Value | undefined, changed: () => void) {
		this.#clock = clock;
		this.#read = read;
		this.#changed = changed;
	}

	/** The hold begins. All that is held is read at the same moments, so that tables of the system are read once. */
	start(): void {
		const period_us = limits.held_ms * 1000;
		this.#cancel?.();
		this.#cancel = this.#clock.schedule((Math.floor(this.#clock.now_us() / period_us) + 1) * period_us, () => {
			const before = JSON.stringify(this.#value);
			this.start();
			if (JSON.stringify(this.look()) !== before) {
				this.#changed();
			}
		}, 'background');
	}

	/** The hold has begun and not ended. */
	get isHeld(): boolean {
		return this.#cancel !== undefined;
	}

	/** Reads it now; undefined while nothing is held, and where the system does not say. */
	look(): Value | undefined {
		this.#value = this.#cancel === undefined ? undefined : this.#read();
		return this.#value;
	}

	/** The hold has ended. */
	end(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#value = undefined;
	}
}
