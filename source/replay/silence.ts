import type {Clock} from '../core/clock.ts';
import type {LiveConversation} from './live-conversation.ts';

/** How long nothing has come while something is waited for: from the beginning of the wait, or from what came last. */
export class Silence {
	readonly #live: LiveConversation;
	readonly #clock: Clock;
	readonly #began_us: number;

	constructor(live: LiveConversation, clock: Clock) {
		this.#live = live;
		this.#clock = clock;
		this.#began_us = clock.now_us();
	}

	hasLasted(duration_ms: number): boolean {
		return this.#clock.now_us() >= this.#due_us(duration_ms);
	}

	/** Resolves when something comes, or the silence has lasted so long. */
	async wait(duration_ms: number): Promise<void> {
		await this.#live.next(this.#due_us(duration_ms));
	}

	#due_us(duration_ms: number): number {
		return Math.max(this.#began_us, this.#live.heard_us) + (duration_ms * 1000);
	}
}
