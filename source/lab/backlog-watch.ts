import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import type {Waiting} from '../core/network.ts';

/** Watches what waits in the backlog of a listener while its accept is held. */
export class BacklogWatch {
	#waiting: Waiting | undefined;
	readonly #clock: Clock;
	readonly #read: () => Waiting | undefined;
	readonly #changed: () => void;
	#cancel: (() => void) | undefined;

	constructor(clock: Clock, read: () => Waiting | undefined, changed: () => void) {
		this.#clock = clock;
		this.#read = read;
		this.#changed = changed;
	}

	/** Accept is held from now on. */
	start(): void {
		this.#cancel = this.#clock.schedule(this.#clock.now_us() + (limits.backlog_ms * 1000), () => {
			this.start();
		});
		const before = this.#waiting?.connections;
		if (this.look()?.connections !== before) {
			this.#changed();
		}
	}

	/** Reads it now; undefined while accept is called, and where the system does not say. */
	look(): Waiting | undefined {
		this.#waiting = this.#cancel === undefined ? undefined : this.#read();
		return this.#waiting;
	}

	/** Accept is called again, or the listener has closed. */
	end(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.#waiting = undefined;
	}
}
