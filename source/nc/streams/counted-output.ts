import type {Output} from '../../core/standard-streams.ts';
import {WrappedOutput} from './wrapped-output.ts';

/** Calls `enough` when so many recvs have been written. */
export class CountedOutput extends WrappedOutput {
	#left: number;
	readonly #enough: () => void;

	constructor(inner: Output, recvs: number, enough: () => void) {
		super(inner);
		this.#left = recvs;
		this.#enough = enough;
	}

	override write(bytes: Uint8Array): void {
		if (this.#left === 0) {
			return;
		}

		super.write(bytes);
		this.#left--;
		if (this.#left === 0) {
			this.#enough();
		}
	}
}
