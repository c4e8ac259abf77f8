import {limits} from '../../core/limits.ts';

/** What a reader has read since it last paused. */
export class ReaderWork {
	#bytes = 0;

	/** Counts a line or a block; true when the reader has read enough for one step. */
	isEnoughWith(length_bytes: number): boolean {
		this.#bytes += length_bytes + limits.reader_unit_bytes;
		const isEnough = this.#bytes >= limits.reader_step_bytes;
		if (isEnough) {
			this.#bytes = 0;
		}

		return isEnough;
	}
}
