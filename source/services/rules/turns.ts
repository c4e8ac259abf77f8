import {limits} from '../../core/limits.ts';
import type {ServiceTools} from '../service.ts';

/**
Divides the work of one listener's rules into turns of `limits.rules_turn_steps`; sockets are served between them.
*/
export class Turns {
	readonly #after: ServiceTools['after'];
	readonly #waiting = new Set<() => void>();
	#left_steps: number = limits.rules_turn_steps;
	#isDue = false;

	constructor(after: ServiceTools['after']) {
		this.#after = after;
	}

	/** The steps of this turn are used up. */
	get isSpent(): boolean {
		return this.#left_steps <= 0;
	}

	/** Subtracts steps from this turn. */
	count(steps: number): void {
		this.#left_steps -= steps;
		this.#schedule();
	}

	/** Calls `proceed` once in a later turn, in order of waiting; the returned function cancels it. */
	wait(proceed: () => void): () => void {
		this.#waiting.add(proceed);
		this.#schedule();
		return () => {
			this.#waiting.delete(proceed);
		};
	}

	#schedule(): void {
		if (!this.#isDue) {
			this.#isDue = true;
			this.#after(0, () => {
				this.#begin();
			});
		}
	}

	#begin(): void {
		this.#isDue = false;
		this.#left_steps = limits.rules_turn_steps;
		for (const proceed of this.#waiting) {
			if (this.isSpent) {
				this.#schedule();
				return;
			}

			this.#waiting.delete(proceed);
			proceed();
		}
	}
}
