import {Buffer} from 'node:buffer';
import {localTime} from '../core/clock-text.ts';
import {limits} from '../core/limits.ts';
import type {Macro} from '../core/macros.ts';

/** Makes the text that a macro stands for, from the session's clock and seed. */
export class Macros {
	readonly #now_us: () => number;
	readonly #random: (count: number) => Uint8Array;
	readonly #counts = new Map<string, number>();

	constructor(now_us: () => number, random: (count: number) => Uint8Array) {
		this.#now_us = now_us;
		this.#random = random;
	}

	/** The texts for one sending of `data`: however often `\{n}` stands in it, it counts once. */
	sending(data: string): (macro: Macro) => string {
		let count: number | undefined;
		return macro => {
			switch (macro.name) {
				case 'n': {
					count ??= this.#count(data);
					return String(count);
				}

				case 'time': {
					return localTime(this.#now_us());
				}

				case 'unix': {
					return String(Math.floor(this.#now_us() / 1e6));
				}

				case 'rand': {
					return String(macro.from + Math.floor(this.#draw() * (macro.to - macro.from + 1)));
				}

				case 'hex': {
					return Buffer.from(this.#random(Math.ceil(macro.digits / 2))).toString('hex').slice(0, macro.digits);
				}
			}
		};
	}

	/** A number from 0 to below 1, of 48 bits. */
	#draw(): number {
		return Buffer.from(this.#random(6)).readUIntBE(0, 6) / 2 ** 48;
	}

	/** Of too many different DATA, the count of the one silent for longest is forgotten. */
	#count(data: string): number {
		const count = (this.#counts.get(data) ?? 0) + 1;
		this.#counts.delete(data);
		this.#counts.set(data, count);
		if (this.#counts.size > limits.counters) {
			this.#counts.delete(this.#counts.keys().next().value!);
		}

		return count;
	}
}
