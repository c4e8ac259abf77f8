import type {Clock} from '../../core/clock.ts';
import type {Input} from '../../core/standard-streams.ts';
import {WrappedInput} from './wrapped-input.ts';

const lf = 0x0A;
const nothing = new Uint8Array();

/** One line at a time, with a pause after each. */
export class PacedInput extends WrappedInput {
	readonly #clock: Clock;
	readonly #interval_us: number;
	/** Read and not passed on yet; the inner input is held meanwhile. */
	#rest: Uint8Array = nothing;
	#isHeld = true;
	#isPausing = false;
	#end: (() => void) | undefined;

	constructor(inner: Input, clock: Clock, interval_ms: number) {
		super(inner);
		this.#clock = clock;
		this.#interval_us = interval_ms * 1000;
	}

	override hold(): void {
		this.#isHeld = true;
		this.inner.hold();
	}

	override resume(): void {
		this.#isHeld = false;
		this.#next();
	}

	override received(bytes: Uint8Array): void {
		this.#rest = bytes;
		this.inner.hold();
		this.#next();
	}

	override ended(): void {
		this.#end = () => {
			this.observer.ended();
		};

		this.#next();
	}

	override failed(errno: string): void {
		this.#end = () => {
			this.observer.failed(errno);
		};

		this.#next();
	}

	#next(): void {
		if (this.#isHeld || this.#isPausing) {
			return;
		}

		if (this.#rest.length > 0) {
			this.#passLine();
		} else if (this.#end === undefined) {
			this.inner.resume();
		} else {
			this.#end();
		}
	}

	#passLine(): void {
		const end = this.#rest.indexOf(lf) + 1;
		const line = this.#rest.subarray(0, end === 0 ? undefined : end);
		this.#rest = this.#rest.subarray(line.length);
		this.#isPausing = true;
		this.#clock.schedule(this.#clock.now_us() + this.#interval_us, () => {
			this.#isPausing = false;
			this.#next();
		}, 'coarse');
		this.observer.received(line);
	}
}
