import type {Fact} from '../../core/events.ts';

/** The calls of one attempt to listen, reported once it is known whether the next port is tried instead. */
export class ListenAttempt {
	/** Its port was in use, and the next one is tried. */
	isRetried = false;
	readonly #report: (fact: Fact) => void;
	/** The calls before the result of bind; undefined once it is known. */
	#calls: Fact[] | undefined;

	/** `triesNext`: another port is tried when this one is in use. */
	constructor(triesNext: boolean, report: (fact: Fact) => void) {
		this.#report = report;
		this.#calls = triesNext ? [] : undefined;
	}

	take(fact: Fact): void {
		if (this.#calls === undefined) {
			this.#tell(fact);
			return;
		}

		this.#calls.push(fact);
		if (fact.event === 'bind' || fact.errno !== undefined) {
			const calls = this.#calls;
			this.#calls = undefined;
			this.isRetried = fact.errno === 'EADDRINUSE';
			for (const call of calls) {
				this.#tell(call);
			}
		}
	}

	/** A call that is retried needs no advice. */
	#tell(fact: Fact): void {
		const {message, ...call} = fact;
		this.#report(this.isRetried ? {...call, retried: true} : fact);
	}
}
