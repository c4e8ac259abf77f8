import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {TimeQueue} from './time-queue.ts';

/** Bytes and when they came; or an end, which keeps its place among them. */
export type StreamItem = {readonly bytes: Uint8Array; readonly since_us: number} | {readonly end: () => void};

export type StreamFlightSettings = {
	readonly clock: Clock;
	/** Whether more can be delivered now. */
	readonly ready: () => boolean;
	readonly deliver: (bytes: Uint8Array, since_us: number) => void;
};

/** What of one direction of a stream has departed and is in flight, in its order. */
export class StreamFlight {
	bytes = 0;
	readonly #settings: StreamFlightSettings;
	readonly #items = new TimeQueue<StreamItem>();

	constructor(settings: StreamFlightSettings) {
		this.#settings = settings;
	}

	get isEmpty(): boolean {
		return this.#items.length === 0;
	}

	/** As much is in flight as can be. */
	get isFull(): boolean {
		return this.bytes >= limits.link_window_bytes || this.#items.length >= limits.link_pieces;
	}

	/** When something can be delivered next, as far as that is known; Infinity when it is not. */
	get next_us(): number {
		return this.#settings.ready() ? this.#items.first_us : Infinity;
	}

	/** Departs, to arrive at a time, but not before what departed earlier; returns when it arrives. */
	push(item: StreamItem, due_us: number): number {
		const inOrder_us = Math.max(this.#items.last_us, due_us);
		this.#items.push(item, inOrder_us);
		this.bytes += 'bytes' in item ? item.bytes.length : 0;
		return inOrder_us;
	}

	/** Delivers what is due, at most `max` pieces; returns how many. */
	deliverDue(max: number): number {
		const {clock, ready, deliver} = this.#settings;
		let delivered = 0;
		while (delivered < max && this.#items.first_us <= clock.now_us() && ready()) {
			const item = this.#items.shift()!;
			delivered++;
			if ('end' in item) {
				item.end();
			} else {
				this.bytes -= item.bytes.length;
				deliver(item.bytes, item.since_us);
			}
		}

		return delivered;
	}

	/** All of it is due at once. */
	makeDue(): void {
		for (const item of this.#items.clear()) {
			this.#items.push(item, -Infinity);
		}
	}

	discard(): void {
		this.#items.clear();
		this.bytes = 0;
	}
}
