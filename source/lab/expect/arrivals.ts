/**
What has come to the endpoints of a session and was not expected yet: bytes, and the ends of what comes. It refers to
the journal's events and their bytes in its store, so that nothing is kept twice.
*/
import {countedDirection, type LabEvent} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {Ring} from '../../core/ring.ts';
import type {Entry} from '../entries/entry.ts';
import type {Journal} from '../journal.ts';
import type {Registry} from '../registry.ts';

/**
`bytes`: of one recv, or that a link delivered; `close`: the peer's FIN; `reset`: its RST; `refused`: the system refused
to open it, or told a UDP socket that nobody is there; `timeout`: connect had no answer, or idle= was reached.
*/
export type ArrivalKind = 'bytes' | 'close' | 'reset' | 'refused' | 'timeout';

export type Arrival = {
	readonly kind: ArrivalKind;
	readonly entry: Entry;
	readonly event: LabEvent;
	/** It was told while its endpoint was being opened: another address may have been tried. */
	readonly isOpening: boolean;
	/** How many of its bytes were expected. */
	taken_bytes: number;
	/** All of it was expected. */
	isTaken: boolean;
};

/** Hears what has come, with its bytes where it has some; valid until it returns. */
export type ArrivalListener = (arrival: Arrival, bytes: Uint8Array | undefined) => void;

/** Bounded by `limits.arrivals`: of more, the oldest are evicted. */
export class Arrivals {
	readonly #ring = new Ring<Arrival>(limits.arrivals);
	/** Those of the ring that were not expected yet: a line looks at no others, however many there were. */
	readonly #untaken = new Map<Entry, Set<Arrival>>();
	readonly #listeners = new Set<ArrivalListener>();
	/** Those of which something was evicted before it was expected. */
	readonly #evicted = new WeakSet<Entry>();
	/** The peer's FIN or RST, whichever came last. */
	readonly #ends = new WeakMap<Entry, Arrival>();
	/** What was told last when an endpoint could not be opened. */
	readonly #failures = new WeakMap<Entry, Arrival>();
	readonly #journal: Journal;

	constructor(journal: Journal, registry: Pick<Registry, 'get'>) {
		this.#journal = journal;
		journal.subscribe((event, bytes) => {
			const kind = kindOf(event);
			const entry = kind === undefined ? undefined : registry.get(event.endpoint);
			if (kind !== undefined && entry !== undefined) {
				const isOpening = openingCalls.has(event.call ?? event.event);
				this.#add({kind, entry, event, isOpening, taken_bytes: 0, isTaken: false}, bytes);
			}
		});
	}

	/**
	Those of some endpoints that were not expected yet.

	@yields them in the order in which they came
	*/
	* of(isMeant: (entry: Entry) => boolean): Generator<Arrival> {
		const meant = this.#untaken.entries().filter(([entry]) => isMeant(entry));
		const [first, ...others] = meant.map(([, waiting]) => waiting);
		const arrivals = others.length === 0
			? first ?? []
			: [first!, ...others].flatMap(each => [...each]).toSorted((one, other) => one.event.seq - other.event.seq);
		yield * arrivals;
	}

	/** The bytes of it that were not expected yet; undefined when any of them was evicted. */
	bytes({event, taken_bytes}: Arrival): Uint8Array | undefined {
		return this.#journal.bytes(event, taken_bytes);
	}

	/** Whether something of this endpoint was evicted before it was expected. */
	hasEvicted(entry: Entry): boolean {
		return this.#evicted.has(entry);
	}

	/** The end of what its peer sends, if it has come. */
	endOf(entry: Entry): Arrival | undefined {
		return this.#ends.get(entry);
	}

	/** Why it could not be opened, if that has failed. */
	failureOf(entry: Entry): Arrival | undefined {
		return this.#failures.get(entry);
	}

	/** These were expected: so many bytes of them, or all. */
	take(arrivals: readonly Arrival[], taken: number | 'all'): void {
		let left = taken === 'all' ? Infinity : taken;
		for (const arrival of arrivals) {
			const length = (arrival.event.bytes ?? 0) - arrival.taken_bytes;
			arrival.isTaken ||= taken === 'all' || (arrival.kind === 'bytes' && length <= left);
			arrival.taken_bytes += Math.min(left, length);
			left = Math.max(0, left - length);
			if (arrival.isTaken) {
				this.#drop(arrival);
			}
		}
	}

	/** Hears everything that comes from now on; the answer ends it. */
	subscribe(listener: ArrivalListener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Forgets everything, on purpose. */
	clear(): void {
		this.#ring.clear();
		this.#untaken.clear();
	}

	#add(arrival: Arrival, bytes: Uint8Array | undefined): void {
		if (this.#ring.size === limits.arrivals) {
			const oldest = this.#ring.shift()!;
			if (!oldest.isTaken) {
				this.#evicted.add(oldest.entry);
				this.#drop(oldest);
			}
		}

		this.#ring.push(arrival);
		const waiting = this.#untaken.get(arrival.entry) ?? new Set();
		this.#untaken.set(arrival.entry, waiting.add(arrival));
		if (arrival.isOpening) {
			this.#failures.set(arrival.entry, arrival);
		}

		if (arrival.kind === 'close' || arrival.kind === 'reset') {
			this.#ends.set(arrival.entry, arrival);
		}

		for (const listener of this.#listeners) {
			listener(arrival, bytes);
		}
	}

	#drop(arrival: Arrival): void {
		const others = this.#untaken.get(arrival.entry);
		others?.delete(arrival);
		if (others?.size === 0) {
			this.#untaken.delete(arrival.entry);
		}
	}
}

const openingCalls = new Set<string>(['getaddrinfo', 'socket', 'bind', 'listen', 'connect']);
const transferCalls = new Set(['send', 'recv', 'shutdown']);

function kindOf(event: LabEvent): ArrivalKind | undefined {
	const {errno, retried, data, link, direction, result} = event;
	if (event.event === 'timeout' || errno === 'ETIMEDOUT') {
		return 'timeout';
	}

	if (errno !== undefined) {
		return retried === true ? undefined : kindOfError(event, errno);
	}

	if (data !== undefined) {
		return countedDirection(event) === 'in_bytes' ? 'bytes' : undefined;
	}

	const isDelivered = event.event === 'delivered' && direction === 'in';
	return isDelivered || (event.event === 'recv' && result === 0 && link === undefined) ? 'close' : undefined;
}

function kindOfError({event}: LabEvent, errno: string): ArrivalKind | undefined {
	if (openingCalls.has(event)) {
		return errno === 'EINPROGRESS' ? undefined : 'refused';
	}

	if (!transferCalls.has(event)) {
		return undefined;
	}

	return errno === 'ECONNREFUSED' ? 'refused' : resets.get(errno);
}

/** EPIPE: what was sent came back as RST. */
const resets: ReadonlyMap<string, ArrivalKind> = new Map([['ECONNRESET', 'reset'], ['EPIPE', 'reset']]);
