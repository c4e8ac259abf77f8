/**
What has come to the endpoints of a session and was not expected yet: bytes, and the ends of what comes. It refers to
bytes in the journal's store, so that nothing is kept twice.
*/
import {countedDirection, type DataRef, type LabEvent} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import type {Entry} from '../entries/entry.ts';
import type {Journal} from '../journal.ts';
import type {Registry} from '../registry.ts';
import type {Happening, HappeningKind} from './happening.ts';
import {Inbox} from './inbox.ts';

/** Something that has come to an endpoint: bytes of one recv, or of several; a datagram; what happened to it. */
export type Arrival = {readonly entry: Entry; readonly seq: number} & (
	| {readonly kind: 'bytes'; readonly piece: DataRef}
	| {readonly kind: HappeningKind; readonly happening: Happening}
);

/** Hears what has come, with its bytes where it has some; valid until it returns. */
export type ArrivalListener = (arrival: Arrival, bytes: Uint8Array | undefined) => void;

/** The names of a session. */
type Names = Pick<Registry, 'get' | 'all' | 'living'>;

/** Bounded by `limits.arrivals` for all endpoints that are there: each has its part. */
export class Arrivals {
	/** Gone with the endpoints that the registry has forgotten. */
	#inboxes = new WeakMap<Entry, Inbox>();
	readonly #listeners = new Set<ArrivalListener>();
	readonly #journal: Journal;
	readonly #registry: Names;

	constructor(journal: Journal, registry: Names) {
		this.#journal = journal;
		this.#registry = registry;
		journal.subscribe((event, bytes) => {
			const kind = kindOf(event);
			const entry = kind === undefined ? undefined : registry.get(event.endpoint);
			if (kind === 'bytes' && entry !== undefined) {
				this.#received(entry, event, bytes);
			} else if (kind !== undefined && kind !== 'bytes' && entry !== undefined) {
				this.#happened(entry, event, kind);
			}
		});
	}

	/** Those of some endpoints that were not expected yet, in the order in which they came. */
	of(isMeant: (entry: Entry) => boolean): readonly Arrival[] {
		return this.#registry
			.all()
			.filter(entry => isMeant(entry))
			.flatMap(entry => this.#ofEntry(entry))
			.toSorted((one, other) => one.seq - other.seq);
	}

	/** The bytes of it; undefined when any of them was evicted. */
	bytes(arrival: Arrival): Uint8Array | undefined {
		return arrival.kind === 'bytes' ? this.#journal.store.read(arrival.piece) : new Uint8Array(0);
	}

	/** Whether something of this endpoint was evicted before it was expected. */
	hasEvicted(entry: Entry): boolean {
		return this.#inboxes.get(entry)?.hasEvicted === true;
	}

	/** The end of what its peer sends, if it has come. */
	endOf(entry: Entry): Happening | undefined {
		return this.#inboxes.get(entry)?.end;
	}

	/** Why it could not be opened, if that has failed. */
	failureOf(entry: Entry): Happening | undefined {
		return this.#inboxes.get(entry)?.failure;
	}

	/** These were expected: so many bytes of them, or all. */
	take(arrivals: readonly Arrival[], taken: number | 'all'): void {
		let left = taken === 'all' ? Infinity : taken;
		for (const arrival of arrivals) {
			if (arrival.kind === 'bytes') {
				const bytes = Math.min(left, arrival.piece.length);
				left -= bytes;
				this.#inboxes.get(arrival.entry)?.take(bytes, arrival.seq);
			} else if (taken === 'all') {
				arrival.happening.isTaken = true;
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
		this.#inboxes = new WeakMap();
	}

	#ofEntry(entry: Entry): readonly Arrival[] {
		const inbox = this.#inboxes.get(entry);
		if (inbox === undefined) {
			return [];
		}

		return [
			...inbox.pieces().map(({seq, piece}): Arrival => ({kind: 'bytes', entry, seq, piece})),
			...inbox.happenings.filter(({isTaken}) => !isTaken).map(happening => arrivalOf(entry, happening)),
		];
	}

	#inboxOf(entry: Entry): Inbox {
		const known = this.#inboxes.get(entry);
		if (known !== undefined) {
			return known;
		}

		const inbox = new Inbox({keepsBorders: entry.transport === 'udp'});
		this.#inboxes.set(entry, inbox);
		return inbox;
	}

	#received(entry: Entry, {seq, data = []}: LabEvent, bytes: Uint8Array | undefined): void {
		const inbox = this.#inboxOf(entry);
		const max = Math.ceil(limits.arrivals / Math.max(1, this.#registry.living.size));
		let from = 0;
		for (const piece of data) {
			inbox.add(seq, piece, max);
			if (this.#listeners.size > 0) {
				this.#tell({kind: 'bytes', entry, seq, piece}, bytes?.subarray(from, from + piece.length));
			}

			from += piece.length;
		}
	}

	#happened(entry: Entry, event: LabEvent, kind: HappeningKind): void {
		const inbox = this.#inboxOf(entry);
		const isOpening = openingCalls.has(event.call ?? event.event);
		const happening: Happening = {kind, seq: event.seq, errno: event.errno, isOpening, isTaken: false};
		inbox.happened(happening);
		inbox.failure = isOpening ? happening : inbox.failure;
		inbox.end = kind === 'close' || kind === 'reset' ? happening : inbox.end;
		this.#tell(arrivalOf(entry, happening), undefined);
	}

	#tell(arrival: Arrival, bytes: Uint8Array | undefined): void {
		for (const listener of this.#listeners) {
			listener(arrival, bytes);
		}
	}
}

/** What happened to an endpoint, as it came. */
export function arrivalOf(entry: Entry, happening: Happening): Arrival {
	return {kind: happening.kind, entry, seq: happening.seq, happening};
}

/** The calls that open an endpoint: one that they refuse is not there. */
export const openingCalls: ReadonlySet<string> = new Set(['getaddrinfo', 'socket', 'bind', 'listen', 'connect']);
const transferCalls = new Set(['send', 'recv', 'shutdown']);
/** EPIPE: what was sent came back as RST. */
const resets = new Set(['ECONNRESET', 'EPIPE']);

function kindOf(event: LabEvent): 'bytes' | HappeningKind | undefined {
	const {errno, retried, data, link, direction, result} = event;
	if (data !== undefined && errno === undefined) {
		return countedDirection(event) === 'in_bytes' ? 'bytes' : undefined;
	}

	if (event.event === 'timeout' || errno === 'ETIMEDOUT') {
		return 'timeout';
	}

	if (errno !== undefined) {
		return retried === true ? undefined : kindOfError(event.event, errno);
	}

	const isDelivered = event.event === 'delivered' && direction === 'in';
	return isDelivered || (event.event === 'recv' && result === 0 && link === undefined) ? 'close' : undefined;
}

function kindOfError(event: LabEvent['event'], errno: string): HappeningKind | undefined {
	if (openingCalls.has(event)) {
		return errno === 'EINPROGRESS' ? undefined : 'refused';
	}

	if (!transferCalls.has(event)) {
		return undefined;
	}

	const otherwise = resets.has(errno) ? 'reset' : undefined;
	return errno === 'ECONNREFUSED' ? 'refused' : otherwise;
}
