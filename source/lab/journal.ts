/**
Everything that happened in one session, in order: numbered, timed, with the bytes beside it.

Recording is constant work and makes no text. What is kept is bounded by count and by bytes, and what was evicted is
counted. Bytes that cross between two endpoints of this process are stored by the send; the recv at the other end refers
to the same.
*/
import {boundFact} from '../core/bounded-text.ts';
import type {BlockMemory} from '../core/byte-blocks.ts';
import {ByteStore} from '../core/byte-store.ts';
import {isStep, type Fact, type LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Ring} from '../core/ring.ts';
import {Channels, type Channel, type Source} from './channels.ts';
import {EventRing} from './event-ring.ts';
import {FoldingLog, type LogEntry} from './fold.ts';
import {readPieces} from './pieces.ts';
import {Sequence} from './sequence.ts';

export type {Source} from './channels.ts';

/** Bytes received and sent by one endpoint since it began. */
export type Traffic = {readonly in_bytes: number; readonly out_bytes: number};

/** Hears an event and the bytes it carried, whether they are kept or not; valid until it returns. */
type Listener = (event: LabEvent, bytes?: Uint8Array) => void;

/**
An event while it is made. What not every event has is added one by one: each object that is spread behind the first is
copied property by property, which made recording take twice as long.
*/
type Draft = {-readonly [Key in keyof LabEvent]: LabEvent[Key]};

export type JournalSettings = {
	readonly now_us: () => number;
	/** Bytes that are kept. */
	readonly keep_bytes?: number;
	/** Events that are kept of each track. */
	readonly events?: number;
	/** Where the bytes are kept; left out, where another thread can be given them, as a recording does. */
	readonly memory?: BlockMemory;
	/** Numbers the events; left out, a sequence of its own. */
	readonly sequence?: Sequence;
};

export class Journal {
	readonly #logs: {readonly server: FoldingLog; readonly client: FoldingLog};
	readonly #now_us: () => number;
	readonly #channels: Channels;
	readonly #listeners = new Set<Listener>();
	readonly #sequence: Sequence;
	/**
	The lines of the server's and the client's log, and the blocks of the raw bytes: one per send, and one per recv of
	bytes that no send in this process has shown.
	*/
	readonly tracks: {readonly server: Ring<LogEntry>; readonly client: Ring<LogEntry>; readonly raw: EventRing};
	readonly store: ByteStore;
	/** When what it tells began, in microseconds since 1970: when it was opened, unless it tells of earlier. */
	began_us: number;

	constructor({
		now_us,
		keep_bytes = limits.keep_bytes,
		events = limits.journal_events,
		memory,
		sequence = new Sequence(),
	}: JournalSettings) {
		this.#now_us = now_us;
		this.#sequence = sequence;
		this.began_us = now_us();
		this.store = new ByteStore(keep_bytes, memory);
		this.#channels = new Channels(this.store);
		this.#logs = {server: new FoldingLog(events), client: new FoldingLog(events)};
		this.tracks = {
			server: this.#logs.server.entries,
			client: this.#logs.client.entries,
			raw: new EventRing(events),
		};
	}

	/** The bytes, copied, and where they lie. */
	#place(event: Draft, channel: Channel, fact: Fact, bytes: Uint8Array): void {
		event.offset = this.#channels.offset(channel, fact);
		const {data, peer, crossed, rawAs} = this.#channels.place(channel, fact, bytes);
		event.data = data;
		if (peer !== undefined) {
			event.peer = peer.name;
		}

		if (rawAs !== undefined) {
			event.rawAs = rawAs;
		}

		if (crossed) {
			event.isShownAtPeer = true;
		}

		if (channel.source.datagram) {
			event.datagram = true;
		}
	}

	/** Where an impairment that shows no bytes of its own stands among those that are stored. */
	#mark(event: Draft, fact: Fact): void {
		if (!isImpairment(fact)) {
			return;
		}

		event.mark = this.store.first + this.store.kept_bytes;
		if (isStep(fact)) {
			event.rawAs = 'nothing';
		}
	}

	/** Who is at the other end, as far as that is known before the bytes are. */
	#peerOf(channel: Channel, fact: Fact): string | undefined {
		const isCall = fact.event === 'send' || fact.event === 'recv';
		if (!isCall && fact.direction === undefined) {
			return undefined;
		}

		const known = fact.direction === undefined ? undefined : this.#channels.peerOf(channel, fact)?.name;
		return known ?? fact.remote ?? channel.source.remote;
	}

	#keep(event: LabEvent, channel: Channel): void {
		const {raw} = this.tracks;
		if (isBlock(event)) {
			raw.push(event);
		}

		if (!isStep(event)) {
			this.#logs[event.side].add(event, channel.folds);
		}

		// A block whose bytes are gone has nothing to show. Each is looked at once when it goes, so this is constant work
		// over time.
		while ((raw.firstPosition ?? Infinity) < this.store.first) {
			raw.shift();
		}
	}

	/** How many events there were. */
	get count(): number {
		return this.#sequence.last;
	}

	/**
	Notes what happened, copies the bytes, and tells every listener before it returns. A text that is too long is cut,
	which it says. `time` when it was not now: microseconds since 1970.
	*/
	record(source: Source, given: Fact, bytes?: Uint8Array, time: number = this.#now_us()): LabEvent {
		const fact = boundFact(given);
		const channel = this.#channels.of(source);
		const event: Draft = {...fact, seq: this.#sequence.next(), time, endpoint: source.name, side: source.side};
		const peer = this.#peerOf(channel, fact);
		if (peer !== undefined) {
			event.peer = peer;
		}

		if (bytes !== undefined) {
			event.bytes = fact.bytes ?? bytes.length;
		}

		if (bytes !== undefined && isOnItsWay(fact)) {
			this.#place(event, channel, fact, bytes);
		} else {
			this.#mark(event, fact);
		}

		this.#keep(event, channel);
		for (const listener of this.#listeners) {
			listener(event, event.data && bytes);
		}

		return event;
	}

	/**
	The two ends of a conversation inside this process. What they have sent and received so far is taken into account.
	`isGuessed`: no address tells that they belong together.
	*/
	pair(a: Source, b: Source, {isGuessed = false}: {readonly isGuessed?: boolean} = {}): void {
		this.#channels.pair(a, b, isGuessed);
	}

	/**
	The bytes of an event, or those from `from` to `to` (exclusive); undefined when there were none or any of them was
	evicted. Valid until the next `record`.
	*/
	bytes(event: LabEvent, from?: number, to?: number): Uint8Array | undefined {
		return event.data && readPieces(this.store, event.data, from, to);
	}

	/** The bytes of an event where they are kept, or undefined where no view can show them: see `ByteStore.view`. */
	view({data}: LabEvent): Uint8Array | undefined {
		return data?.length === 1 ? this.store.view(data[0]!) : undefined;
	}

	/** Bytes received and sent by an endpoint since it began. */
	traffic(source: Source): Traffic {
		const {in_bytes, out_bytes} = this.#channels.of(source);
		return {in_bytes, out_bytes};
	}

	/** Hears every event from now on; the answer ends it. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Forgets what is kept, on purpose. Sequence numbers continue. */
	clear(): void {
		this.#logs.server.clear();
		this.#logs.client.clear();
		this.tracks.raw.clear();
		this.store.clear();
	}
}

/** What the raw-bytes pane shows, and what has no line in a log: both are kept with the blocks. */
function isBlock({event, data, mark, rawAs, isShownAtPeer: seenAtPeer}: LabEvent): boolean {
	const isNew = seenAtPeer === undefined || rawAs !== undefined;
	return mark !== undefined || (data !== undefined && event !== 'sent' && isNew);
}

/** A send that would have blocked is made again by the system's loop with the same bytes: they are on their way. */
function isOnItsWay({errno}: Fact): boolean {
	return errno === undefined || errno === 'EAGAIN';
}

/** A link's impairment has its place among the bytes; what it let through was shown by the recv. */
function isImpairment({event, direction: way}: Fact): boolean {
	return way !== undefined && event !== 'delivered' && event !== 'sent';
}
