/**
One direction of a stream over a link: what is handed in waits until the pace lets it go (`rate`, `slice`, `stall`), is then on its way (`delay`, `jitter`), and is handed on. Order is always kept, and so is every byte, whatever is changed meanwhile; only an end drops what it overtakes, and says so.

Everything happens by absolute times: a piece that comes late because a timer did makes none after it late.
*/
import {limits} from '../core/limits.ts';
import {Queue} from '../core/queue.ts';
import type {Clock} from './clock.ts';
import type {Cut, Ending, StreamEffect} from './conditions/condition.ts';
import {type Conditions, streamEffects} from './conditions/table.ts';
import {together, type Pace} from './pace.ts';
import type {Random} from './random.ts';
import {TimeQueue} from './time-queue.ts';
import type {Verdict} from './verdicts.ts';

/** Bytes, since when they are here; or an end, which keeps its place among them. */
type Item = {readonly bytes: Uint8Array; readonly since_us: number} | {readonly end: () => void};

export type StreamPipeSettings = {
	readonly way: 'out' | 'in';
	readonly clock: Clock;
	readonly verdict: Verdict;
	/** Whether more can be handed on now; when that changes, `pump` is to be called. */
	readonly ready: () => boolean;
	readonly handOn: (bytes: Uint8Array, since_us: number) => void;
	/** The link ends the connection. */
	readonly cut: (ending: Ending) => void;
	/** Something was handed on, or may wait no longer. */
	readonly moved: () => void;
};

export class StreamPipe {
	conditions: Conditions | undefined;
	/** Bytes that the pace has not let go yet. */
	waiting_bytes = 0;
	readonly #settings: StreamPipeSettings;
	readonly #waiting = new Queue<Item>();
	readonly #flying = new TimeQueue<Item>();
	#flying_bytes = 0;
	#pace: Pace = together([]);
	#delay: (() => number) | undefined;
	#cuts: Cut[] = [];
	#isStalled = false;
	/** When the next piece may begin. */
	#next_us = 0;
	/** What waits did so for another reason than its pace. */
	#blocked = false;
	#pumping = false;
	#callOff: (() => void) | undefined;
	#callOffCut: (() => void) | undefined;

	constructor(settings: StreamPipeSettings) {
		this.#settings = settings;
	}

	get empty(): boolean {
		return this.#waiting.length === 0 && this.#flying.length === 0;
	}

	/** Pieces that wait for the pace. */
	get waiting_pieces(): number {
		return this.#waiting.length;
	}

	/** Bytes in it, waiting or on their way. */
	get held_bytes(): number {
		return this.waiting_bytes + this.#flying_bytes;
	}

	/** What holds from now on. Without conditions, all that was in it goes on at once. */
	set(conditions: Conditions | undefined, randomFor: (condition: string) => Random): void {
		this.conditions = conditions;
		this.#apply(streamEffects(conditions ?? {}, randomFor));
		if (conditions === undefined) {
			for (const item of this.#flying.clear()) {
				this.#flying.push(item, -Infinity);
			}
		}

		this.pump();
	}

	#apply(effects: readonly StreamEffect[]): void {
		const {clock, cut} = this.#settings;
		const delays = effects.flatMap(({delay_us}) => delay_us ?? []);
		this.#pace = together(effects.flatMap(({pace}) => pace ?? []));
		this.#delay = delays.length === 0 ? undefined : () => sum(delays.map(delay_us => delay_us()));
		this.#cuts = effects.flatMap(effect => effect.cut ?? []);
		this.#isStalled = effects.some(({stalled}) => stalled === true);
		this.#next_us = clock.now_us();
		this.#callOffCut?.();
		const [first] = this.#cuts.filter(each => each.after_us !== undefined).toSorted((a, b) => a.after_us! - b.after_us!);
		this.#callOffCut = first === undefined
			? undefined
			: clock.alarm(this.#next_us + first.after_us!, () => {
				cut(first.ending);
			});
	}

	/** Takes the bytes; they must not change afterwards. */
	push(bytes: Uint8Array): void {
		const since_us = this.#settings.clock.now_us();
		if (this.#waiting.length === 0) {
			this.#next_us = Math.max(this.#next_us, since_us);
		}

		this.#waiting.push({bytes, since_us});
		this.waiting_bytes += bytes.length;
		this.pump();
	}

	/** True when bytes would be handed on at once, as they are. */
	get isOpen(): boolean {
		return this.conditions === undefined && this.empty && this.#settings.ready();
	}

	/** An end takes its place behind everything pushed so far. */
	pushEnd(end: () => void): void {
		this.#waiting.push({end});
		this.pump();
	}

	/** Lets go of everything in it, and answers how many bytes that were. */
	discard(): number {
		const bytes = this.held_bytes;
		this.#waiting.takeAll();
		this.waiting_bytes = 0;
		this.#flying.clear();
		this.#flying_bytes = 0;
		this.#callOff?.();
		this.#callOffCut?.();
		return bytes;
	}

	/** Does all that is due, and waits for what is next. */
	pump(): void {
		if (this.#pumping) {
			return;
		}

		this.#pumping = true;
		let isMoving = true;
		while (isMoving) {
			const hasLeft = this.#letGo();
			isMoving = this.#handOn() || hasLeft;
		}

		this.#pumping = false;
		this.#wait();
		this.#settings.moved();
	}

	/** From waiting to being on the way; whether anything went. */
	#letGo(): boolean {
		const {clock} = this.#settings;
		let hasGone = false;
		for (let {first} = this.#waiting; first !== undefined; {first} = this.#waiting) {
			const most = 'end' in first && !this.#isStalled ? Infinity : this.#most();
			if (most === 0) {
				this.#blocked = true;
				break;
			}

			const now_us = clock.now_us();
			this.#next_us = this.#blocked ? Math.max(this.#next_us, now_us) : this.#next_us;
			this.#blocked = false;
			if (this.#next_us > now_us) {
				break;
			}

			hasGone = true;
			if ('end' in first) {
				this.#waiting.shift();
				this.#fly(first, this.#next_us);
			} else {
				this.#letPieceGo(first, Math.min(most, first.bytes.length));
			}
		}

		return hasGone;
	}

	/** How many bytes may go now. */
	#most(): number {
		const isFull = this.#flying_bytes >= limits.link_window_bytes || this.#flying.length >= limits.link_pieces;
		return isFull || this.#isStalled ? 0 : Math.min(this.#pace.max_bytes(), ...this.#cuts.map(cut => cut.left_bytes));
	}

	#letPieceGo(first: Extract<Item, {bytes: unknown}>, count: number): void {
		const {since_us, bytes} = first;
		if (count === bytes.length) {
			this.#waiting.shift();
		} else {
			this.#waiting.replaceFirst({since_us, bytes: bytes.subarray(count)});
		}

		this.waiting_bytes -= count;
		const {through_us, next_us} = this.#pace.passed(count);
		this.#fly({since_us, bytes: bytes.subarray(0, count)}, this.#next_us + through_us);
		this.#next_us += next_us;
		for (const cut of this.#cuts) {
			cut.left_bytes -= count;
		}

		const reached = this.#cuts.find(cut => cut.left_bytes <= 0);
		if (reached !== undefined) {
			this.#endHere(reached);
		}
	}

	#fly(item: Item, through_us: number): void {
		const delay_us = this.#delay?.() ?? 0;
		const due_us = Math.max(this.#flying.last_us, through_us + delay_us);
		this.#flying.push(item, due_us);
		if (!('bytes' in item)) {
			return;
		}

		this.#flying_bytes += item.bytes.length;
		if (this.#delay !== undefined) {
			this.#settings.verdict({event: 'delayed', bytes: item.bytes.length, took_us: Math.round(due_us - through_us), way: this.#settings.way});
		}
	}

	/** What waits behind the cut never gets through. */
	#endHere({ending}: Cut): void {
		this.#fly({
			end: () => {
				this.#settings.cut(ending);
			},
		}, this.#next_us);
	}

	/** From the way to the other end; whether anything arrived. */
	#handOn(): boolean {
		const {clock, ready, handOn} = this.#settings;
		let hasArrived = false;
		while (this.#flying.first_us <= clock.now_us() && ready()) {
			const item = this.#flying.shift()!;
			hasArrived = true;
			if ('end' in item) {
				item.end();
			} else {
				this.#flying_bytes -= item.bytes.length;
				handOn(item.bytes, item.since_us);
			}
		}

		return hasArrived;
	}

	#wait(): void {
		this.#callOff?.();
		const {clock, ready} = this.#settings;
		const arrival_us = ready() ? this.#flying.first_us : Infinity;
		const departure_us = this.#waiting.length > 0 && !this.#blocked ? this.#next_us : Infinity;
		const due_us = Math.min(arrival_us, departure_us);
		this.#callOff = due_us === Infinity
			? undefined
			: clock.alarm(due_us, () => {
				this.pump();
			});
	}
}

function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
