import type {Cut, StreamEffect} from './conditions/condition.ts';
import {slowest, type Pacer} from './pacer.ts';

/** What all conditions of one direction of a stream do: what may depart, how long it takes, and where it ends. */
export class StreamEffects {
	/** Nothing gets through, no end either. */
	readonly isStalled: boolean;
	/** How long the next piece is in flight, in microseconds; undefined when nothing delays. */
	readonly delay_us: (() => number) | undefined;
	readonly #pacer: Pacer;
	readonly #cuts: readonly Cut[];

	constructor(effects: readonly StreamEffect[]) {
		const delays = effects.flatMap(({delay_us}) => delay_us ?? []);
		this.isStalled = effects.some(({stalled}) => stalled === true);
		this.delay_us = delays.length === 0 ? undefined : () => sum(delays.map(delay_us => delay_us()));
		this.#pacer = slowest(effects.flatMap(({pacer}) => pacer ?? []));
		this.#cuts = effects.flatMap(({cut}) => cut ?? []);
	}

	/** How many bytes may depart at once. */
	max_bytes(): number {
		let bytes = this.isStalled ? 0 : this.#pacer.max_bytes();
		for (const cut of this.#cuts) {
			bytes = Math.min(bytes, cut.left_bytes);
		}

		return bytes;
	}

	/** `count` bytes depart. */
	departed(count: number): ReturnType<Pacer['departed']> {
		for (const cut of this.#cuts) {
			cut.left_bytes -= count;
		}

		return this.#pacer.departed(count);
	}

	/** The end that the bytes which departed have reached. */
	get reached(): Cut | undefined {
		return this.#cuts.find(cut => cut.left_bytes <= 0);
	}

	/** The first end that is a matter of time. */
	get firstTimed(): (Cut & {readonly after_us: number}) | undefined {
		return this.#cuts.filter(isTimed).toSorted((a, b) => a.after_us - b.after_us)[0];
	}
}

function isTimed(cut: Cut): cut is Cut & {readonly after_us: number} {
	return cut.after_us !== undefined;
}

function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
