/** One expectation, from the line that asks for it to its verdict. */
import type {Clock} from '../../core/clock.ts';
import type {Entry} from '../entries/entry.ts';
import {arrivalOf, type Arrival, type Arrivals} from './arrivals.ts';
import {mismatch, type Judge, type Verdict} from './judge.ts';
import {LookTimers} from './look-timers.ts';

/** Whose arrivals are meant. */
export type Subject = {
	readonly isMeant: (entry: Entry) => boolean;
	/** What has to be open for more to come; its FIN or RST is remembered. */
	readonly entry: Entry;
};

/** What is waited for. */
export type Wait = {
	readonly subject: Subject;
	readonly judge: Judge;
	/** When its time is over. */
	readonly due_us: number;
};

type Session = {
	readonly arrivals: Arrivals;
	readonly clock: Clock;
	readonly watch: (changed: () => void) => () => void;
};

/**
Resolves to the verdict as soon as there is one: at once where what has come already decides, when something comes, when
nothing more can come, or when the time is over.
*/
export class Expectation {
	readonly verdict: Promise<Verdict>;
	readonly #session: Session;
	readonly #wait: Wait;
	readonly #resolve: (verdict: Verdict) => void;
	readonly #endings: Array<() => void> = [];
	readonly #seen: Arrival[] = [];
	#isDecided = false;
	readonly #timers: LookTimers;

	constructor(session: Session, wait: Wait) {
		const {promise, resolve} = Promise.withResolvers<Verdict>();
		this.verdict = promise;
		this.#resolve = resolve;
		this.#session = session;
		this.#wait = wait;
		this.#timers = new LookTimers(session.clock, () => {
			this.#look();
		});
		this.#begin();
	}

	get isDecided(): boolean {
		return this.#isDecided;
	}

	/** Whose end decides it. */
	get entry(): Entry {
		return this.#wait.subject.entry;
	}

	/** What it waits for: `"hello"`. */
	get wanted(): string {
		return this.#wait.judge.wanted;
	}

	/** What it has got until now: `nothing came`. */
	get progress(): string {
		const verdict = this.#wait.judge.late();
		return verdict.isMatch ? 'nothing came' : verdict.explain().why;
	}

	/** Ends it; `why` is the reason. */
	cancel(why: string): void {
		this.#decide(mismatch(why));
	}

	#begin(): void {
		this.#takeWhatCame();
		this.#look();
		this.#checkLife();
		if (!this.#isDecided) {
			this.#subscribe();
		}
	}

	#takeWhatCame(): void {
		const {arrivals} = this.#session;
		const {subject: {isMeant, entry}, judge} = this.#wait;
		this.#decide(judge.begin?.());
		if (arrivals.hasEvicted(entry)) {
			this.cancel('what came before was evicted: too much was not expected in time');
		}

		for (const arrival of arrivals.of(isMeant)) {
			if (this.#isDecided) {
				judge.trail?.(arrivals.bytes(arrival) ?? new Uint8Array(0));
			} else {
				this.#add(arrival);
			}
		}

		const end = arrivals.endOf(entry);
		if (end?.isTaken === true) {
			this.#add(arrivalOf(entry, end));
		}
	}

	#subscribe(): void {
		const {arrivals, clock, watch} = this.#session;
		const {subject: {isMeant}, judge, due_us} = this.#wait;
		this.#endings.push(
			arrivals.subscribe((arrival, bytes) => {
				if (isMeant(arrival.entry)) {
					this.#add(arrival, bytes);
				}
			}),
			watch(() => {
				this.#checkLife();
			}),
			clock.schedule(due_us, () => {
				this.#look(true);
				const verdict = judge.late();
				this.#decide(verdict.isMatch ? verdict : {...verdict, isLate: true});
			}),
		);
	}

	#add(arrival: Arrival, given?: Uint8Array): void {
		if (this.#isDecided) {
			return;
		}

		const {judge} = this.#wait;
		// Another address may still be tried: it decides once the endpoint has failed.
		if (arrival.kind !== 'bytes' && arrival.happening.isOpening) {
			return;
		}

		const bytes = given ?? this.#session.arrivals.bytes(arrival);
		if (bytes === undefined && arrival.kind === 'bytes') {
			this.cancel('its bytes were evicted before they were expected (`--keep` keeps more)');
			return;
		}

		this.#seen.push(arrival);
		this.#timers.unsettle();
		this.#decide(judge.add(arrival, bytes ?? new Uint8Array(0)));
		if (!this.#isDecided && judge.look !== undefined) {
			this.#timers.lookSoon();
		}
	}

	/** What has come may be enough; where more could change it, once nothing has come for a while. */
	#look(isLate = false): void {
		const found = this.#isDecided ? undefined : this.#wait.judge.look?.();
		if (found === undefined) {
			return;
		}

		if (found.isFinal || isLate) {
			this.#decide(found.verdict);
			return;
		}

		this.#timers.settle(() => {
			this.#decide(found.verdict);
		});
	}

	/** Decides where nothing more can come, or where it is open that was to be refused. */
	#checkLife(): void {
		const {subject: {entry}, judge} = this.#wait;
		if (entry.alive && entry.wasOpen && entry.transport !== 'udp') {
			this.#decide(judge.opened?.());
		}

		if (this.#isDecided || entry.alive || entry.state === 'opening') {
			return;
		}

		const failure = entry.wasOpen ? undefined : this.#session.arrivals.failureOf(entry);
		if (failure !== undefined) {
			const arrival = arrivalOf(entry, failure);
			this.#seen.push(arrival);
			this.#decide(judge.add(arrival, new Uint8Array(0)));
		}

		if (!this.#isDecided) {
			this.#decide(judge.over(`${entry.name} ${entry.wasOpen ? `is ${entry.state}` : 'was refused'}`));
		}
	}

	#decide(verdict: Verdict | undefined): void {
		if (verdict === undefined || this.#isDecided) {
			return;
		}

		this.#isDecided = true;
		this.#timers.cancel();
		for (const end of this.#endings) {
			end();
		}

		if (verdict.isMatch) {
			this.#session.arrivals.take(this.#seen, verdict.taken);
		}

		this.#resolve(verdict);
	}
}
