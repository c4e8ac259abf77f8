import {limits} from '../../core/limits.ts';

type Watched = {
	/** Calls `action` once after so many milliseconds; the returned function cancels it. */
	readonly after: (duration_ms: number, action: () => void) => () => void;
	readonly ping: () => void;
	/** It has not answered for `limits.module_timeout_ms`. */
	readonly silent: () => void;
	readonly answersAgain: () => void;
	/** Every `limits.module_ping_ms`. */
	readonly tick: () => void;
};

/**
Watches whether a process answers pings. It counts pings, not time, so a suspended machine or a busy session does not
make a process silent.
*/
export class Watchdog {
	readonly #watched: Watched;
	#cancel: () => void;
	/** Ticks since the unanswered ping. */
	#unanswered = 0;

	constructor(watched: Watched) {
		this.#watched = watched;
		this.#cancel = this.#wait();
	}

	get isSilent(): boolean {
		return this.#unanswered > ticks;
	}

	pong(): void {
		if (this.isSilent) {
			this.#watched.answersAgain();
		}

		this.#unanswered = 0;
	}

	stop(): void {
		this.#cancel();
	}

	#wait(): () => void {
		return this.#watched.after(limits.module_ping_ms, () => {
			this.#cancel = this.#wait();
			this.#tick();
		});
	}

	#tick(): void {
		this.#watched.tick();
		this.#unanswered++;
		if (this.#unanswered === 1) {
			this.#watched.ping();
		} else if (this.#unanswered === ticks + 1) {
			this.#watched.silent();
		}
	}
}

const ticks = limits.module_timeout_ms / limits.module_ping_ms;
