/**
One direction of a stream over a link: bytes wait until the pacers let them depart (`rate`, `slice`, `stall`), are then
in flight (`delay`, `jitter`), and are delivered. Order and bytes are always kept, also when the conditions change; only
an end drops bytes, and reports it.

All times are absolute: a piece that is late because of a timer makes no other late.
*/
import {limits} from '../core/limits.ts';
import {Queue} from '../core/queue.ts';
import type {Ending} from './conditions/condition.ts';
import {type Conditions, streamEffects} from './conditions/table.ts';
import type {TellImpairment} from './impairments.ts';
import type {RandomFor} from './random.ts';
import {StreamEffects} from './stream-effects.ts';
import {StreamFlight, type StreamFlightSettings, type StreamItem} from './stream-flight.ts';

/** `pump` is to be called when `ready` changes. */
export type StreamPipeSettings = StreamFlightSettings & {
	readonly direction: 'out' | 'in';
	readonly tellImpairment: TellImpairment;
	/** The link ends the connection. */
	readonly cut: (ending: Ending) => void;
	/** Called after each `pump`. */
	readonly moved: () => void;
};

export class StreamPipe {
	conditions: Conditions | undefined;
	/** Bytes that have not departed. */
	waiting_bytes = 0;
	readonly #settings: StreamPipeSettings;
	readonly #waiting = new Queue<StreamItem>();
	readonly #flight: StreamFlight;
	#effects = new StreamEffects([]);
	/** When the next piece may begin. */
	#next_us = 0;
	/** What waits does so for another reason than its pacers. */
	#isBlocked = false;
	#isPumping = false;
	#cancel: (() => void) | undefined;
	#cancelCut: (() => void) | undefined;

	constructor(settings: StreamPipeSettings) {
		this.#settings = settings;
		this.#flight = new StreamFlight(settings);
	}

	get empty(): boolean {
		return this.#waiting.length === 0 && this.#flight.isEmpty;
	}

	/** Pieces that have not departed. */
	get waiting_pieces(): number {
		return this.#waiting.length;
	}

	/** Bytes in it, waiting or in flight. */
	get held_bytes(): number {
		return this.waiting_bytes + this.#flight.bytes;
	}

	/** What holds from now on. Without conditions, all that is in it is delivered at once. */
	set(conditions: Conditions | undefined, randomFor: RandomFor): void {
		this.conditions = conditions;
		this.#effects = new StreamEffects(streamEffects(conditions ?? {}, randomFor));
		this.#next_us = this.#settings.clock.now_us();
		this.#scheduleCut();
		if (conditions === undefined) {
			this.#flight.makeDue();
		}

		this.pump();
	}

	#scheduleCut(): void {
		const {clock, cut} = this.#settings;
		this.#cancelCut?.();
		const first = this.#effects.firstTimed;
		this.#cancelCut = first === undefined
			? undefined
			: clock.schedule(this.#next_us + first.after_us, () => {
				cut(first.ending);
			});
	}

	/** Takes the bytes; they must not change afterwards. */
	push(bytes: Uint8Array): void {
		const since_us = this.#settings.clock.now_us();
		this.#push({bytes, since_us}, since_us);
		this.waiting_bytes += bytes.length;
		this.pump();
	}

	/** True when bytes would be delivered at once, unchanged. */
	get isOpen(): boolean {
		return this.conditions === undefined && this.empty && this.#settings.ready();
	}

	/** An end takes its place behind everything pushed so far. */
	pushEnd(end: () => void): void {
		this.#push({end}, this.#settings.clock.now_us());
		this.pump();
	}

	/** What comes to an empty queue begins now. */
	#push(item: StreamItem, now_us: number): void {
		if (this.#waiting.length === 0) {
			this.#next_us = Math.max(this.#next_us, now_us);
		}

		this.#waiting.push(item);
	}

	/** Drops everything in it, and returns how many bytes that were. */
	discard(): number {
		const bytes = this.held_bytes;
		this.#waiting.takeAll();
		this.waiting_bytes = 0;
		this.#flight.discard();
		this.#cancel?.();
		this.#cancelCut?.();
		return bytes;
	}

	/** Does what is due, so much in one turn of the event loop, and schedules what is next. */
	pump(): void {
		if (this.#isPumping) {
			return;
		}

		this.#isPumping = true;
		let [departures, deliveries] = [limits.link_pieces_per_turn, limits.link_pieces_per_turn];
		for (let moved = 1; moved > 0;) {
			const departed = this.#departDue(departures);
			const delivered = this.#flight.deliverDue(deliveries);
			departures -= departed;
			deliveries -= delivered;
			moved = departed + delivered;
		}

		this.#isPumping = false;
		this.#wait();
		this.#settings.moved();
	}

	/** Moves what is due from waiting to in flight, at most `max` pieces; returns how many departed. */
	#departDue(max: number): number {
		const {clock} = this.#settings;
		let departed = 0;
		for (let {first} = this.#waiting; first !== undefined && departed < max; {first} = this.#waiting) {
			const allowed_bytes = 'end' in first && !this.#effects.isStalled ? Infinity : this.#allowed_bytes();
			if (allowed_bytes === 0) {
				this.#isBlocked = true;
				break;
			}

			const now_us = clock.now_us();
			this.#next_us = this.#isBlocked ? Math.max(this.#next_us, now_us) : this.#next_us;
			this.#isBlocked = false;
			if (this.#next_us > now_us) {
				break;
			}

			departed++;
			if ('end' in first) {
				this.#waiting.shift();
				this.#depart(first, this.#next_us);
			} else {
				this.#departPiece(first, Math.min(allowed_bytes, first.bytes.length));
			}
		}

		return departed;
	}

	/** How many bytes may depart now. */
	#allowed_bytes(): number {
		return this.#flight.isFull ? 0 : this.#effects.max_bytes();
	}

	#departPiece(first: Extract<StreamItem, {bytes: unknown}>, count: number): void {
		const {since_us, bytes} = first;
		if (count === bytes.length) {
			this.#waiting.shift();
		} else {
			this.#waiting.replaceFirst({since_us, bytes: bytes.subarray(count)});
		}

		this.waiting_bytes -= count;
		const {through_us, next_us} = this.#effects.departed(count);
		this.#depart({since_us, bytes: bytes.subarray(0, count)}, this.#next_us + through_us);
		this.#next_us += next_us;
		const {reached} = this.#effects;
		if (reached !== undefined) {
			this.#cutHere(reached.ending);
		}
	}

	#depart(item: StreamItem, through_us: number): void {
		const {delay_us} = this.#effects;
		const due_us = this.#flight.push(item, through_us + (delay_us?.() ?? 0));
		if (delay_us !== undefined && 'bytes' in item) {
			const {tellImpairment, direction} = this.#settings;
			tellImpairment({event: 'delayed', bytes: item.bytes.length, elapsed_us: Math.round(due_us - through_us), direction});
		}
	}

	/** Nothing that waits behind the cut departs. */
	#cutHere(ending: Ending): void {
		this.#depart({
			end: () => {
				this.#settings.cut(ending);
			},
		}, this.#next_us);
	}

	#wait(): void {
		this.#cancel?.();
		const departure_us = this.#waiting.length > 0 && !this.#isBlocked ? this.#next_us : Infinity;
		const due_us = Math.min(this.#flight.next_us, departure_us);
		this.#cancel = due_us === Infinity
			? undefined
			: this.#settings.clock.schedule(due_us, () => {
				this.pump();
			});
	}
}
