import {BatchMemory, BatchPacker} from '../recorder/batch.ts';
import {isSelected, type Selection} from '../formats/format.ts';
import type {RecorderObserver, RecordingSink} from '../recorder/recorder.ts';
import type {DataRef, Fact, LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Clock} from '../core/clock.ts';
import type {BlockLease} from '../core/block-lease.ts';
import {countOf, formatCount, formatSize} from '../core/quantities.ts';
import {type AddressBook, AddressLedger} from './address-ledger.ts';
import type {Journal, Source} from './journal.ts';
import type {Output} from './output.ts';

/** What a recording needs of a session. */
export type RecordedSession = {
	readonly journal: Journal;
	/** Tells the addresses of an endpoint, and whether its bytes are datagrams. */
	readonly registry: AddressBook & {isDatagram(name: string): boolean};
	readonly output: Output;
	readonly clock: Clock;
};

export type RecordingSettings = {
	readonly session: RecordedSession;
	/** Opens the way to the file. */
	readonly open: (observer: RecorderObserver) => RecordingSink;
	/** What batches are made in, where another recording uses it again; else it has its own. */
	readonly memory?: BatchMemory;
	/** As the person wrote it. */
	readonly path: string;
	readonly only: Selection;
	/** Whether the file has the bytes of a recv whose send, in this process, it has as well. */
	readonly repeats: boolean;
	/** The file has everything that was handed over. */
	readonly caughtUp?: () => void;
	/** It has ended, asked to or because the system refused to write. */
	readonly ended?: (hasFailed: boolean) => void;
};

type Sent = {
	readonly bytes: number;
	readonly events: number;
	readonly lease: BlockLease;
	readonly numbers: SharedArrayBuffer;
};

const source: Source = {name: 'sockplay', side: 'client'};

/** Microseconds that a batch waits for more events. */
const gather_us = 10_000;

/** Bytes with which it is full. */
const batch_bytes = 4 * 1024 * 1024;

/**
Hands every event of a lab to a recorder as it happens, in batches, each with a lease on the bytes that it speaks of.

Never waits for the file. While much is on its way there, streams are not read; what can't be made to wait and no longer
fits (datagrams, and the rest in the end) is left out, counted and told. A disk that is full ends the recording with an
event.
*/
export class Recording {
	readonly path: string;
	readonly #session: RecordedSession;
	readonly #sink: RecordingSink;
	readonly #repeats: boolean;
	readonly #only: Selection;
	readonly #stopListening: () => void;
	readonly #caughtUp: (() => void) | undefined;
	readonly #ended: (hasFailed: boolean) => void;
	readonly #told = new Set<string>();
	readonly #addresses: AddressLedger;
	readonly #memory: BatchMemory;
	readonly #packer: BatchPacker;
	#lease: BlockLease;
	/** Bytes that the events in the packer carried, and what those take themselves. */
	#packed_bytes = 0;
	#packed_events = 0;
	/** The batches that are on their way, the oldest first. */
	readonly #sent: Sent[] = [];
	#sent_bytes = 0;
	#cancelPost: (() => void) | undefined;
	#full = false;
	#leftOut = 0;
	/** Events in the file, or on their way to it. */
	events = 0;
	/** Bytes in the file. */
	written_bytes = 0;

	constructor({session, open, memory = new BatchMemory(), path, only, repeats, caughtUp, ended}: RecordingSettings) {
		this.#session = session;
		this.#caughtUp = caughtUp;
		this.#ended = ended ?? (() => undefined);
		this.#memory = memory;
		this.#packer = new BatchPacker(memory);
		this.path = path;
		this.#only = only;
		this.#repeats = repeats;
		this.#lease = session.journal.store.lease();
		this.#addresses = new AddressLedger(session.registry);
		this.#sink = open({
			written: written_bytes => {
				this.#written(written_bytes);
			},
			failed: (errno, written_bytes) => {
				this.#failed({errno}, written_bytes);
			},
			died: (message, written_bytes) => {
				this.#failed({message}, written_bytes);
			},
			tell: message => {
				this.#tellOnce(message);
			},
		});
		this.#stopListening = session.journal.subscribe(event => {
			this.#hear(event);
		});
	}

	/**
	Writes what is left and answers true: the file is whole then. Answers false when `giveUp` resolves before that, and
	waits no longer, at the process's exit neither.
	*/
	async end(giveUp?: Promise<void>): Promise<boolean> {
		this.#stop();
		const written_bytes = await Promise.race([this.#sink.end(), ...(giveUp === undefined ? [] : [giveUp])]);
		const isWhole = written_bytes !== undefined;
		if (isWhole) {
			this.written_bytes = written_bytes;
			this.#endLeases();
		}

		this.#setFull(false);
		this.#ended(false);
		return isWhole;
	}

	/** The same at once: the process ends. */
	endNow(): void {
		this.#stop();
		this.#sink.endNow();
	}

	#stop(): void {
		this.#stopListening();
		this.#cancelPost?.();
		this.#post();
	}

	#hear(event: LabEvent): void {
		if (!isSelected(event, this.#only)) {
			return;
		}

		const waiting_bytes = Math.max(this.#sent_bytes + this.#packed_bytes, this.#session.journal.store.leased_bytes);
		const isTooMuch = waiting_bytes > limits.recording_full_bytes && this.#cannotWait(event, waiting_bytes);
		if (isTooMuch) {
			this.#leftOut++;
			this.#pack(event, undefined, true);
		} else {
			this.events++;
			const isRepeated = event.isShownAtPeer === true && !this.#repeats;
			this.#pack(event, isRepeated ? undefined : event.data);
		}

		if (waiting_bytes > limits.recording_full_bytes) {
			this.#setFull(true);
		}
	}

	/** Whether its bytes are more than may be on their way: datagrams can't be held, and streams only soon. */
	#cannotWait(event: LabEvent, waiting_bytes: number): boolean {
		const isBytes = event.data !== undefined && event.bytes !== 0;
		const isOver = waiting_bytes > limits.recording_waiting_bytes;
		return isBytes && (isOver || this.#session.registry.isDatagram(event.endpoint));
	}

	#pack(event: LabEvent, pieces: readonly DataRef[] | undefined, isLeftOut = false): void {
		if (this.#packed_bytes >= batch_bytes || !this.#packer.fits(pieces?.length ?? 0)) {
			this.#post();
		}

		for (const note of this.#addresses.news(event.endpoint)) {
			this.#packer.addAddresses(note);
		}

		if (pieces?.every(piece => this.#lease.add(piece)) === false) {
			const lost = `${this.path} has no bytes of sends and recvs larger than what is kept in memory`;
			this.#tellOnce(`${lost}: a larger --keep keeps them`);
			this.#packer.add(event, undefined, true);
		} else {
			this.#packer.add(event, pieces, isLeftOut);
		}

		this.#packed_events++;
		this.#packed_bytes += limits.event_overhead_bytes + (pieces === undefined ? 0 : event.bytes ?? 0);
		const {clock} = this.#session;
		this.#cancelPost ??= clock.schedule(clock.now_us() + gather_us, () => {
			this.#cancelPost = undefined;
			this.#post();
		}, 'coarse');
	}

	/** Hands over what is packed. */
	#post(): void {
		if (this.#packed_bytes === 0) {
			return;
		}

		const batch = this.#packer.finish(this.#lease);
		const [bytes, events] = [this.#packed_bytes, this.#packed_events];
		this.#sent.push({bytes, events, lease: this.#lease, numbers: batch.numbers});
		this.#sent_bytes += bytes;
		this.#packed_bytes = 0;
		this.#packed_events = 0;
		this.#lease = this.#session.journal.store.lease();
		this.#sink.write(batch);
	}

	#written(written_bytes: number): void {
		this.written_bytes = written_bytes;
		const sent = this.#sent.shift();
		if (sent === undefined) {
			return;
		}

		sent.lease.end();
		this.#memory.give(sent.numbers);
		this.#sent_bytes -= sent.bytes;
		if (this.#sent_bytes < limits.recording_full_bytes / 2) {
			this.#setFull(false);
		}

		if (this.#sent.length === 0) {
			this.#caughtUp?.();
		}
	}

	/** Nobody reads any of the bytes any more. */
	#endLeases(): void {
		for (const {lease} of this.#sent.splice(0)) {
			lease.end();
		}

		this.#lease.end();
		this.#packer.end();
	}

	/** Tells why, what the file has, and how many events were on their way to it. */
	#failed({errno, message}: Pick<Fact, 'errno' | 'message'>, written_bytes: number): void {
		this.#stopListening();
		this.#cancelPost?.();
		this.written_bytes = written_bytes;
		const missing = this.#sent.reduce((sum, {events}) => sum + events, this.#packed_events);
		this.#packed_bytes = 0;
		this.#packed_events = 0;
		this.#endLeases();
		this.#setFull(false);
		const told = [
			`the recording stopped: ${this.path} has ${formatSize(written_bytes)}, whole up to there`,
			...(missing === 0 ? [] : [`it lacks at most ${countOf(missing, 'event')} before this`]),
			...(message === undefined ? [] : [message]),
		].join('; ');
		this.#session.journal.record(source, {event: 'error', ...(errno !== undefined && {errno}), message: told});
		this.#ended(true);
	}

	#setFull(isFull: boolean): void {
		if (isFull === this.#full) {
			return;
		}

		this.#full = isFull;
		this.#session.output.setFull(isFull, 'recording');
		if (!isFull && this.#leftOut > 0) {
			const count = this.#leftOut;
			this.#leftOut = 0;
			const lost = `${formatCount(count)} sends and recvs are in ${this.path} without their bytes`;
			const message = `${lost}: the disk was slower`;
			this.#session.journal.record(source, {event: 'lost', result: count, message});
		}
	}

	/** Once for each sentence; after the event that gave rise to it. */
	#tellOnce(message: string): void {
		if (!this.#told.has(message)) {
			this.#told.add(message);
			setImmediate(() => {
				this.#session.journal.record(source, {event: 'note', message});
			});
		}
	}
}
