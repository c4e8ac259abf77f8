/** Work that takes much memory while it is under way: each begins when the one before it has ended. */
export class OneAtATime {
	#last: Promise<unknown> = Promise.resolve();
	/** How many are under way, those that wait included. */
	size = 0;

	/** Runs `work` in its turn, and answers as it does, or rejects; the next follows either way. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		this.size++;
		const result = this.#last.then(work).finally(() => {
			this.size--;
		});
		this.#last = result.catch(() => undefined);
		return result;
	}
}
