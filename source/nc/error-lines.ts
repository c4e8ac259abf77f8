/** Lines for standard error in their order, although some need the name of an address, which takes a while. */
export class ErrorLines {
	readonly #write: (line: string) => void;
	#written: Promise<void> = Promise.resolve();

	constructor(write: (line: string) => void) {
		this.#write = write;
	}

	/** Writes it once all before it have been written. */
	say(line: string | Promise<string>): void {
		this.#written = this.#writeAfter(this.#written, line);
	}

	/** Resolves when all have been written. */
	async end(): Promise<void> {
		await this.#written;
	}

	async #writeAfter(before: Promise<void>, line: string | Promise<string>): Promise<void> {
		await before;
		this.#write(await line);
	}
}
