import {limits} from '../../../core/limits.ts';
import {formatSize} from '../../../core/quantities.ts';

/** Counts what a module has sent and the system has not accepted, on all its connections. */
export class Unsent {
	#bytes = 0;
	#sends = 0;

	/**
	Counts one more send.

	@throws {Error} When the limit is reached.
	*/
	add(bytes: number): void {
		if (this.#sends > 0
			&& (this.#bytes + bytes > limits.module_unsent_bytes || this.#sends >= limits.module_unsent_sends)) {
			throw new Error(
				`${formatSize(this.#bytes)} in ${this.#sends} sends are queued already: nothing was sent; await each send`,
			);
		}

		this.#bytes += bytes;
		this.#sends++;
	}

	remove(bytes: number): void {
		this.#bytes -= bytes;
		this.#sends--;
	}
}
