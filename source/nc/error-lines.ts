/**
Lines for standard error in their order, although some need the name of an address, which takes a while. What a terminal
would interpret is written as text: names come from the command line of a script, and from whoever answers for DNS.
*/
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
		this.#write(await safe(await line));
	}
}

/** Most lines are plain: `visible.ts` with its tables is loaded for those that are not. */
async function safe(line: string): Promise<string> {
	if (/^[\u{20}-\u{7E}]*$/v.test(line)) {
		return line;
	}

	const {visibleText} = await import('../core/visible.ts');
	return visibleText(line);
}
