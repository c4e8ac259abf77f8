/** Cuts bytes that come in pieces into lines of text. */
export class Lines {
	readonly #decoder = new TextDecoder();
	#rest = '';

	/** The lines that end in these bytes. */
	read(bytes: Uint8Array): string[] {
		const lines = (this.#rest + this.#decoder.decode(bytes, {stream: true})).split('\n');
		this.#rest = lines.pop() ?? '';
		return lines.map(line => line.replace(/\r$/v, ''));
	}

	/** What stands behind the last line feed. */
	get rest(): string {
		return this.#rest;
	}
}
