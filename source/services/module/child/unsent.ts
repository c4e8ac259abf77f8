import {limits} from '../../../core/limits.ts';
import {formatSize} from '../../../core/quantities.ts';

/** What a module wants to send and the system has not taken, on all its connections. */
export class Unsent {
	#bytes = 0;
	#sends = 0;

	/**
	Counts one more.

	@throws {Error} When as much as may wait does.
	*/
	add(bytes: number): void {
		if (this.#sends > 0 && (this.#bytes + bytes > limits.module_unsent_bytes || this.#sends >= limits.module_unsent_sends)) {
			throw new Error(`${formatSize(this.#bytes)} in ${this.#sends} sends wait already: nothing was sent; await each send`);
		}

		this.#bytes += bytes;
		this.#sends++;
	}

	remove(bytes: number): void {
		this.#bytes -= bytes;
		this.#sends--;
	}
}
