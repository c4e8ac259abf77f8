/**
A ring of events in which a send or recv takes five numbers of a typed array, when the endpoint made one like it before.

Most events are of this kind: what they say besides (names, addresses, the call) is the same object for all of them.
Measured: with an object for each, more than half of the time that recording a datagram took was the garbage
collector's, which moved a hundred thousand of them to where old objects live, and there looked for them again.
*/
import {textLength} from '../core/bounded-text.ts';
import type {DataRef, LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {Ring, type RingView} from '../core/ring.ts';
import {areAlike, isPlainTransfer} from './plain-transfer.ts';

/** An event as it is, or what many have in common: then all but the numbers of the first. */
type Kept = {
	readonly event: LabEvent;
	readonly isShared: boolean;
	/** Those of its texts. */
	readonly characters: number;
};

/** The numbers of one event, in this order: `seq`, `time`, the place of its bytes, their count, `offset`. */
const row_numbers = 5;
/** Rows there are memory for in the beginning. */
const first_rows = 256;

/** Read access to the events. */
export type EventView = RingView<LabEvent> & {
	/**
	What the event at a place has in common with others: who, with whom, in which direction, how it is shown. Its numbers
	are those of one of them. It takes no memory, as the whole event does.
	*/
	readonly kindAt: (place: number) => LabEvent | undefined;
};

export class EventRing implements EventView {
	readonly #limit: number;
	readonly #ring: Ring<Kept>;
	/** The row of an event is its place modulo the rows. */
	#numbers = new Float64Array(first_rows * row_numbers);
	/** The last that is shared of each endpoint, by its name. */
	readonly #shared: Readonly<Record<'send' | 'recv', Map<string, Kept>>> = {send: new Map(), recv: new Map()};

	/** `limit` events at the most, and `limits.journal_characters` of their texts. */
	constructor(limit: number) {
		this.#limit = limit;
		this.#ring = new Ring<Kept>(limit, {of: ({characters}) => characters, max: limits.journal_characters});
	}

	get first(): number {
		return this.#ring.first;
	}

	get end(): number {
		return this.#ring.end;
	}

	get size(): number {
		return this.#ring.size;
	}

	get evicted(): number {
		return this.#ring.evicted;
	}

	/** Adds an event and returns its place. */
	push(event: LabEvent): number {
		const isShared = isPlainTransfer(event);
		const place = this.#ring.push(isShared ? this.#sharedBy(event) : keptAs(event, {isShared}));
		if (isShared) {
			this.#note(place, event);
		}

		return place;
	}

	at(place: number): LabEvent | undefined {
		const kept = this.#ring.at(place);
		return kept?.isShared === true ? restored(kept, this.#numbers, this.#rowOf(place)) : kept?.event;
	}

	kindAt(place: number): LabEvent | undefined {
		return this.#ring.at(place)?.event;
	}

	/** The position in the store from which on the oldest event needs it; undefined when there is none. */
	get firstPosition(): number | undefined {
		const {first} = this.#ring;
		const kept = this.#ring.at(first);
		if (kept === undefined) {
			return undefined;
		}

		const {isShared, event: {mark, data}} = kept;
		return isShared ? this.#numbers[this.#rowOf(first) + 2] : mark ?? data?.[0]?.at;
	}

	/** Evicts the oldest. */
	shift(): void {
		this.#ring.shift();
	}

	/** The events as they are now. */
	snapshot(): EventView {
		const kept = this.#ring.snapshot();
		const numbers = new Float64Array(this.#numbers);
		const {first, end, size, evicted} = kept;
		return {
			first,
			end,
			size,
			evicted,
			at(place) {
				const found = kept.at(place);
				return found?.isShared === true ? restored(found, numbers, rowIn(numbers, place)) : found?.event;
			},
			kindAt: place => kept.at(place)?.event,
		};
	}

	/** Deletes everything; nothing counts as evicted. Places continue. */
	clear(): void {
		this.#ring.clear();
		this.#shared.send.clear();
		this.#shared.recv.clear();
		this.#numbers = new Float64Array(first_rows * row_numbers);
	}

	#sharedBy(event: LabEvent): Kept {
		const known = this.#shared[event.event as 'send' | 'recv'];
		const last = known.get(event.endpoint);
		if (last !== undefined && areAlike(last.event, event)) {
			return last;
		}

		const made = keptAs(event, {isShared: true});
		if (known.size >= limits.alike_endpoints) {
			known.clear();
		}

		known.set(event.endpoint, made);
		return made;
	}

	#note(place: number, {seq, time, data, offset}: LabEvent): void {
		this.#makeRoom();
		const [{at, length}] = data as readonly [DataRef];
		const row = this.#rowOf(place);
		const numbers = this.#numbers;
		numbers[row] = seq;
		numbers[row + 1] = time;
		numbers[row + 2] = at;
		numbers[row + 3] = length;
		numbers[row + 4] = offset!;
	}

	/**
	Memory for as many rows as there are events: it doubles, up to the limit. Many events may have come that need no row:
	it doubles until each place has a row of its own.
	*/
	#makeRoom(): void {
		const old = this.#numbers;
		const {first, end, size} = this.#ring;
		if (size * row_numbers <= old.length) {
			return;
		}

		const doublings = Math.ceil(Math.log2(size * row_numbers / old.length));
		this.#numbers = new Float64Array(Math.min(this.#limit * row_numbers, old.length * (2 ** doublings)));
		for (let place = first; place < end; place++) {
			const row = rowIn(old, place);
			this.#numbers.set(old.subarray(row, row + row_numbers), this.#rowOf(place));
		}
	}

	#rowOf(place: number): number {
		return rowIn(this.#numbers, place);
	}
}

/** Where the row of an event begins. */
function rowIn(numbers: Float64Array, place: number): number {
	return (place % (numbers.length / row_numbers)) * row_numbers;
}

function keptAs(event: LabEvent, {isShared}: Pick<Kept, 'isShared'>): Kept {
	return {event, isShared, characters: textLength(event)};
}

/** The event whose numbers are in a row. */
function restored({event}: Kept, numbers: Float64Array, row: number): LabEvent {
	const [seq, time] = [numbers[row]!, numbers[row + 1]!];
	const [at, length, offset] = [numbers[row + 2]!, numbers[row + 3]!, numbers[row + 4]!];
	const asked = event.event === 'send' ? length : event.asked!;
	return {...event, seq, time, asked, result: length, bytes: length, data: [{at, length}], offset};
}
