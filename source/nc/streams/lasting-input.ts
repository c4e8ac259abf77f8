import {WrappedInput} from './wrapped-input.ts';

/** An input for several conversations: one that begins after the end is told so, too. */
export class LastingInput extends WrappedInput {
	#end: (() => void) | undefined;

	override resume(): void {
		if (this.#end === undefined) {
			super.resume();
		} else {
			setImmediate(this.#end);
		}
	}

	override ended(): void {
		this.#end = () => {
			this.observer.ended();
		};

		this.#end();
	}

	override failed(errno: string): void {
		this.#end = () => {
			this.observer.failed(errno);
		};

		this.#end();
	}
}
