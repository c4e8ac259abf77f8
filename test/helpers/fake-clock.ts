import type {Clock} from '../../source/core/clock.ts';

/** A clock that stands still until it is told how far to go; what is due on the way happens at its own time. */
export class FakeClock implements Clock {
	#now_us = 0;
	#scheduled: Array<{readonly due_us: number; readonly run: () => void}> = [];
	readonly now_us = () => this.#now_us;

	get waiting(): number {
		return this.#scheduled.length;
	}

	readonly schedule = (due_us: number, run: () => void) => {
		const pending = {due_us: Math.max(due_us, this.#now_us), run};
		this.#scheduled.push(pending);
		return () => {
			this.#scheduled = this.#scheduled.filter(each => each !== pending);
		};
	};

	/** Lets so much time pass. */
	pass(duration_us: number): void {
		const until_us = this.#now_us + duration_us;
		for (let next = this.#first(until_us); next !== undefined; next = this.#first(until_us)) {
			this.#scheduled.splice(this.#scheduled.indexOf(next), 1);
			this.#now_us = next.due_us;
			next.run();
		}

		this.#now_us = until_us;
	}

	#first(until_us: number) {
		return this.#scheduled.filter(each => each.due_us <= until_us).toSorted((a, b) => a.due_us - b.due_us)[0];
	}
}
