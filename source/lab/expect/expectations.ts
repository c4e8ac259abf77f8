import type {Clock} from '../../core/clock.ts';
import type {Arrivals} from './arrivals.ts';
import {Expectation, type Wait} from './expectation.ts';
import type {Verdict} from './judge.ts';

type Session = {
	readonly arrivals: Arrivals;
	readonly clock: Clock;
	/** Calls whenever an endpoint came, went or changed its state; the answer ends it. */
	readonly watch: (changed: () => void) => () => void;
	/** One has begun, or ended. */
	readonly changed: () => void;
};

/** The expectations of a session that wait. */
export class Expectations {
	readonly #session: Session;
	readonly #waiting = new Set<Expectation>();

	constructor(session: Session) {
		this.#session = session;
	}

	/** In the order in which they began. */
	all(): readonly Expectation[] {
		return [...this.#waiting];
	}

	/** Resolves when it is decided. Those of the same endpoint wait one after the other. */
	async verdictOf(wait: Wait): Promise<Verdict> {
		const {entry} = wait.subject;
		const before = () => this.#waiting.values().find(each => each.entry === entry);
		for (let earlier = before(); earlier !== undefined; earlier = before()) {
			await earlier.verdict;
		}

		const expectation = new Expectation(this.#session, wait);
		if (expectation.isDecided) {
			return expectation.verdict;
		}

		this.#waiting.add(expectation);
		this.#session.changed();
		const verdict = await expectation.verdict;
		this.#waiting.delete(expectation);
		this.#session.changed();
		return verdict;
	}

	/** Ends all that wait; `why` is the reason. */
	cancelAll(why: string): void {
		for (const expectation of this.#waiting) {
			expectation.cancel(why);
		}
	}
}
