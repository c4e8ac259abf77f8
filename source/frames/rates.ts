import type {EndpointSummary} from './frame.ts';

/** Bytes a second, measured over windows long enough that the number can be read. */
const window_us = 500_000;
/** Windows that are remembered: 8 seconds. */
const windows = 16;

type Counter = {readonly name: string; readonly in_bytes: number; readonly out_bytes: number};

/** The rates of one endpoint. */
export type EndpointRates = Pick<EndpointSummary, 'in_bytes_per_second' | 'out_bytes_per_second' | 'rates'>;

type Sample = EndpointRates & Omit<Counter, 'name'>;

/** Those of an endpoint that was not measured yet. */
export const noRates: EndpointRates = {in_bytes_per_second: 0, out_bytes_per_second: 0, rates: []};

export class Rates {
	#samples = new Map<string, Sample>();
	#sampled_us = 0;

	/** True while some rate of the last seconds is not zero: it has to be measured again even if nothing happens. */
	get moving(): boolean {
		return this.#samples.values().some(({rates}) => rates.some(rate => rate > 0));
	}

	/** Measures anew when the window is over. */
	sample(counters: readonly Counter[], now_us: number): void {
		const passed_us = now_us - this.#sampled_us;
		if (passed_us < window_us) {
			return;
		}

		this.#sampled_us = now_us;
		this.#samples = new Map(counters.map(counter => [counter.name, this.#next(counter, passed_us / 1_000_000)]));
	}

	of(name: string): EndpointRates {
		const {in_bytes_per_second, out_bytes_per_second, rates} = this.#samples.get(name) ?? noRates;
		return {in_bytes_per_second, out_bytes_per_second, rates};
	}

	#next({name, in_bytes, out_bytes}: Counter, passed_s: number): Sample {
		const before = this.#samples.get(name) ?? {in_bytes, out_bytes, rates: []};
		const in_bytes_per_second = Math.round((in_bytes - before.in_bytes) / passed_s);
		const out_bytes_per_second = Math.round((out_bytes - before.out_bytes) / passed_s);
		const rates = [...before.rates, in_bytes_per_second + out_bytes_per_second].slice(-windows);
		return {in_bytes, out_bytes, in_bytes_per_second, out_bytes_per_second, rates};
	}
}
