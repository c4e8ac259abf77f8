/** Notices when nothing has come or gone for a while. */
export class IdleWatch {
	readonly #expired: (idle_ms: number) => void;
	#timer: NodeJS.Timeout | undefined;

	constructor(expired: (idle_ms: number) => void) {
		this.#expired = expired;
	}

	/** Counts anew with this limit, or without one. */
	start(idle_ms: number | undefined): void {
		this.stop();
		if (idle_ms !== undefined) {
			this.#timer = setTimeout(this.#expired, idle_ms, idle_ms);
		}
	}

	/** Something came or went. */
	touch(): void {
		this.#timer?.refresh();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}
