import {calls, type Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {RecordedSource} from '../formats/read/steps.ts';
import type {ListedEntry} from './entries/entry.ts';
import type {Journal} from './journal.ts';
import {endsOf, RecordedEndpoint} from './recorded-endpoint.ts';

const callNames = new Set<string>(calls);

/** The endpoints of a recording by their names, as many as are remembered: what has no call of its own is none. */
export class RecordedEndpoints {
	readonly #journal: Pick<Journal, 'traffic'>;
	readonly #entries = new Map<string, RecordedEndpoint>();
	/** Those met first, of more than are remembered. */
	forgotten = 0;

	/** `journal`: who knows what each has carried. */
	constructor(journal: Pick<Journal, 'traffic'>) {
		this.#journal = journal;
	}

	get size(): number {
		return this.#entries.size;
	}

	get(name: string): ListedEntry | undefined {
		return this.#entries.get(name);
	}

	/** The last of this name: a recording does not say who told an event of those before. */
	at(name: string): ListedEntry | undefined {
		return this.get(name);
	}

	isDatagram(name: string): boolean {
		return this.get(name)?.transport === 'udp';
	}

	/** In the order in which they were met. */
	all(): ListedEntry[] {
		return this.#entries.values().toArray();
	}

	/** A call that an endpoint told: of itself, or of a connection that it accepted. */
	learn(source: RecordedSource, fact: Fact): void {
		if (!callNames.has(fact.event) || fact.errno !== undefined) {
			return;
		}

		const {event, result, local, remote} = fact;
		this.#entryOf(source).learn(fact);
		if (event === 'accept' && typeof result === 'string') {
			this.#accepted({name: result, side: source.side, ...endsOf({local, remote})});
		}
	}

	/** The two are each other's other end. */
	pair(one: RecordedSource, other: RecordedSource): void {
		this.#entryOf(one).pairWith(other.name);
		this.#entryOf(other).pairWith(one.name);
	}

	/** The connection has its ends, whether it has spoken already or will. */
	#accepted(source: RecordedSource): void {
		const known = this.#entries.get(source.name);
		const entry = known?.hasCalled === false ? known : this.#add(new RecordedEndpoint(source, this.#journal));
		entry.know(source);
	}

	/** A name that is used again is another endpoint. */
	#entryOf(source: RecordedSource): RecordedEndpoint {
		const known = this.#entries.get(source.name);
		const entry = known?.canBe(source) === true ? known : this.#add(new RecordedEndpoint(source, this.#journal));
		entry.meet(source);
		return entry;
	}

	#add(entry: RecordedEndpoint): RecordedEndpoint {
		this.#entries.delete(entry.name);
		this.#entries.set(entry.name, entry);
		this.#listenerOf(entry)?.parts.add(entry);
		if (this.#entries.size > limits.recorded_endpoints) {
			this.#forgetFirst();
		}

		return entry;
	}

	#forgetFirst(): void {
		const [first] = this.#entries.values();
		this.#entries.delete(first!.name);
		this.#listenerOf(first!)?.parts.delete(first!);
		this.forgotten++;
	}

	#listenerOf({listener}: RecordedEndpoint): RecordedEndpoint | undefined {
		return listener === undefined ? undefined : this.#entries.get(listener);
	}
}
