/** Runs `action` at once, and then at most once in `interval_ms`: calls in between are one call at its end. */
export class Throttle {
	readonly #action: () => void;
	readonly #interval_ms: number;
	#timer: NodeJS.Timeout | undefined;
	#asked = false;

	constructor(interval_ms: number, action: () => void) {
		this.#action = action;
		this.#interval_ms = interval_ms;
	}

	#run(): void {
		this.#asked = false;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (this.#asked) {
				this.#run();
			}
		}, this.#interval_ms);
		this.#action();
	}

	call(): void {
		if (this.#timer === undefined) {
			this.#run();
		} else {
			this.#asked = true;
		}
	}

	/** Nothing runs any more until it is called again. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#asked = false;
	}
}
