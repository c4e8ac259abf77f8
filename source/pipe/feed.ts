import type {Input, InputObserver} from '../core/standard-streams.ts';

/** Hands one input to one conversation after the other. What one has not taken is not read for it. */
export class Feed implements InputObserver {
	readonly #input: Input;
	#taker: InputObserver | undefined;
	#end: (() => void) | undefined;

	constructor(input: Input) {
		this.#input = input;
		input.observer = this;
	}

	/** From now on `taker` gets what is read; if all was read before, only the end. */
	give(taker: InputObserver): void {
		this.#taker = taker;
		if (this.#end === undefined) {
			this.#input.resume();
		} else {
			this.#end();
		}
	}

	/** Nobody gets anything, until `give`. */
	stop(): void {
		this.#taker = undefined;
		this.#input.hold();
	}

	hold(): void {
		this.#input.hold();
	}

	resume(): void {
		if (this.#taker !== undefined) {
			this.#input.resume();
		}
	}

	received(bytes: Uint8Array): void {
		this.#taker?.received(bytes);
	}

	ended(): void {
		this.#end = () => this.#taker?.ended();
		this.#end();
	}

	failed(errno: string): void {
		this.#end = () => this.#taker?.failed(errno);
		this.#end();
	}
}

/** Lets what is read wait, or go on. */
export function setHeld(reader: {hold(): void; resume(): void}, isHeld: boolean): void {
	if (isHeld) {
		reader.hold();
	} else {
		reader.resume();
	}
}
