/**
One direction of a stream over a link: bytes wait until the pacers let them depart (`rate`, `slice`, `stall`), are then
in flight (`delay`, `jitter`), and are delivered. Order and bytes are always kept, also when the conditions change; only
an end drops bytes, and reports it.

All times are absolute: a piece that is late because of a timer makes no other late.
*/
import {limits} from '../core/limits.ts';
import {Queue} from '../core/queue.ts';
import type {Clock} from '../core/clock.ts';
import type {Cut, Ending, StreamEffect} from './conditions/condition.ts';
import {type Conditions, streamEffects} from './conditions/table.ts';
import {slowest, type Pacer} from './pacer.ts';
import type {RandomFor} from './random.ts';
import {TimeQueue} from './time-queue.ts';
import type {TellImpairment} from './impairments.ts';

/** Bytes and when they came; or an end, which keeps its place among them. */
type Item = {readonly bytes: Uint8Array; readonly since_us: number} | {readonly end: () => void};

export type StreamPipeSettings = {
	readonly direction: 'out' | 'in';
	readonly clock: Clock;
	readonly tellImpairment: TellImpairment;
	/** Whether more can be delivered now; when that changes, `pump` is to be called. */
	readonly ready: () => boolean;
	readonly deliver: (bytes: Uint8Array, since_us: number) => void;
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
	readonly #waiting = new Queue<Item>();
	readonly #inFlight = new TimeQueue<Item>();
	#inFlight_bytes = 0;
	#pacer: Pacer = slowest([]);
	#delay: (() => number) | undefined;
	#cuts: Cut[] = [];
	#isStalled = false;
	/** When the next piece may begin. */
	#next_us = 0;
	/** What waits does so for another reason than its pacers. */
	#isBlocked = false;
	#isPumping = false;
	#cancel: (() => void) | undefined;
	#cancelCut: (() => void) | undefined;

	constructor(settings: StreamPipeSettings) {
		this.#settings = settings;
	}

	get empty(): boolean {
		return this.#waiting.length === 0 && this.#inFlight.length === 0;
	}

	/** Pieces that have not departed. */
	get waiting_pieces(): number {
		return this.#waiting.length;
	}

	/** Bytes in it, waiting or in flight. */
	get held_bytes(): number {
		return this.waiting_bytes + this.#inFlight_bytes;
	}

	/** What holds from now on. Without conditions, all that is in it is delivered at once. */
	set(conditions: Conditions | undefined, randomFor: RandomFor): void {
		this.conditions = conditions;
		this.#apply(streamEffects(conditions ?? {}, randomFor));
		if (conditions === undefined) {
			for (const item of this.#inFlight.clear()) {
				this.#inFlight.push(item, -Infinity);
			}
		}

		this.pump();
	}

	#apply(effects: readonly StreamEffect[]): void {
		const {clock, cut} = this.#settings;
		const delays = effects.flatMap(({delay_us}) => delay_us ?? []);
		this.#pacer = slowest(effects.flatMap(({pacer}) => pacer ?? []));
		this.#delay = delays.length === 0 ? undefined : () => sum(delays.map(delay_us => delay_us()));
		this.#cuts = effects.flatMap(effect => effect.cut ?? []);
		this.#isStalled = effects.some(({stalled}) => stalled === true);
		this.#next_us = clock.now_us();
		this.#cancelCut?.();
		const [first] = this.#cuts.filter(each => each.after_us !== undefined).toSorted((a, b) => a.after_us! - b.after_us!);
		this.#cancelCut = first === undefined
			? undefined
			: clock.schedule(this.#next_us + first.after_us!, () => {
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
	#push(item: Item, now_us: number): void {
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
		this.#inFlight.clear();
		this.#inFlight_bytes = 0;
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
			const delivered = this.#deliverDue(deliveries);
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
			const allowed_bytes = 'end' in first && !this.#isStalled ? Infinity : this.#allowed_bytes();
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
		const isFull = this.#inFlight_bytes >= limits.link_window_bytes || this.#inFlight.length >= limits.link_pieces;
		return isFull || this.#isStalled ? 0 : Math.min(this.#pacer.max_bytes(), ...this.#cuts.map(cut => cut.left_bytes));
	}

	#departPiece(first: Extract<Item, {bytes: unknown}>, count: number): void {
		const {since_us, bytes} = first;
		if (count === bytes.length) {
			this.#waiting.shift();
		} else {
			this.#waiting.replaceFirst({since_us, bytes: bytes.subarray(count)});
		}

		this.waiting_bytes -= count;
		const {through_us, next_us} = this.#pacer.departed(count);
		this.#depart({since_us, bytes: bytes.subarray(0, count)}, this.#next_us + through_us);
		this.#next_us += next_us;
		for (const cut of this.#cuts) {
			cut.left_bytes -= count;
		}

		const reached = this.#cuts.find(cut => cut.left_bytes <= 0);
		if (reached !== undefined) {
			this.#cutHere(reached);
		}
	}

	#depart(item: Item, through_us: number): void {
		const delay_us = this.#delay?.() ?? 0;
		const due_us = Math.max(this.#inFlight.last_us, through_us + delay_us);
		this.#inFlight.push(item, due_us);
		if (!('bytes' in item)) {
			return;
		}

		this.#inFlight_bytes += item.bytes.length;
		if (this.#delay !== undefined) {
			const {tellImpairment, direction} = this.#settings;
			tellImpairment({event: 'delayed', bytes: item.bytes.length, elapsed_us: Math.round(due_us - through_us), direction});
		}
	}

	/** Nothing that waits behind the cut departs. */
	#cutHere({ending}: Cut): void {
		this.#depart({
			end: () => {
				this.#settings.cut(ending);
			},
		}, this.#next_us);
	}

	/** Delivers what is due, at most `max` pieces; returns how many. */
	#deliverDue(max: number): number {
		const {clock, ready, deliver} = this.#settings;
		let delivered = 0;
		while (delivered < max && this.#inFlight.first_us <= clock.now_us() && ready()) {
			const item = this.#inFlight.shift()!;
			delivered++;
			if ('end' in item) {
				item.end();
			} else {
				this.#inFlight_bytes -= item.bytes.length;
				deliver(item.bytes, item.since_us);
			}
		}

		return delivered;
	}

	#wait(): void {
		this.#cancel?.();
		const {clock, ready} = this.#settings;
		const arrival_us = ready() ? this.#inFlight.first_us : Infinity;
		const departure_us = this.#waiting.length > 0 && !this.#isBlocked ? this.#next_us : Infinity;
		const due_us = Math.min(arrival_us, departure_us);
		this.#cancel = due_us === Infinity
			? undefined
			: clock.schedule(due_us, () => {
				this.pump();
			});
	}
}

function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
