import type {Input} from '../../core/standard-streams.ts';

/** An input that has ended before anything came. */
export class EmptyInput implements Input {
	observer: Input['observer'] = {received: () => undefined, ended: () => undefined, failed: () => undefined};
	#isTold = false;

	resume(): void {
		if (!this.#isTold) {
			this.#isTold = true;
			setImmediate(() => {
				this.observer.ended();
			});
		}
	}

	hold(): void {
		// Nothing comes that could be held.
	}

	close(): void {
		this.#isTold = true;
	}
}
