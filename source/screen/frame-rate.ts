/** Counts frames by whole seconds. Time, in milliseconds, is handed in. */
export class FrameRate {
	#second = 0;
	#count = 0;
	#last = 0;

	#roll(now_ms: number): void {
		const second = Math.floor(now_ms / 1000);
		if (second === this.#second) {
			return;
		}

		this.#last = second === this.#second + 1 ? this.#count : 0;
		this.#count = 0;
		this.#second = second;
	}

	/** A frame was painted. */
	count(now_ms: number): void {
		this.#roll(now_ms);
		this.#count++;
	}

	/** Frames painted in the last whole second. */
	perSecond(now_ms: number): number {
		this.#roll(now_ms);
		return this.#last;
	}
}
