import {limits} from '../../core/limits.ts';
import type {ServiceTools} from '../service.ts';

/** Shares the lab thread between the rules of one listener and everything else: after `limits.rules_turn_steps`, whoever has more to do waits until sockets have had their turn. */
export class Turns {
	readonly #after: ServiceTools['after'];
	readonly #waiting = new Set<() => void>();
	#left_steps: number = limits.rules_turn_steps;
	#isDue = false;

	constructor(after: ServiceTools['after']) {
		this.#after = after;
	}

	/** Nothing more is to be done in this turn. */
	get isSpent(): boolean {
		return this.#left_steps <= 0;
	}

	/** So many steps of this turn were taken. */
	count(steps: number): void {
		this.#left_steps -= steps;
		this.#schedule();
	}

	/** Calls `goOn` once, in a later turn, after those that have waited longer; the answer calls it off. */
	wait(goOn: () => void): () => void {
		this.#waiting.add(goOn);
		this.#schedule();
		return () => {
			this.#waiting.delete(goOn);
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
		for (const goOn of this.#waiting) {
			if (this.isSpent) {
				this.#schedule();
				return;
			}

			this.#waiting.delete(goOn);
			goOn();
		}
	}
}
