/** Bytes a second, measured over windows long enough that the number can be read. */
const window_us = 500_000;

type Counter = {readonly name: string; readonly in_bytes: number; readonly out_bytes: number};
type Sample = {in_bytes: number; out_bytes: number; in_bytes_per_second: number; out_bytes_per_second: number};

export const noRates = {in_bytes_per_second: 0, out_bytes_per_second: 0};

export class Rates {
	#samples = new Map<string, Sample>();
	#sampled_us = 0;

	/** True while some rate is not zero: it has to be measured again even if nothing happens. */
	get moving(): boolean {
		return this.#samples.values().some(sample => sample.in_bytes_per_second + sample.out_bytes_per_second > 0);
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

	of(name: string): Pick<Sample, 'in_bytes_per_second' | 'out_bytes_per_second'> {
		const {in_bytes_per_second, out_bytes_per_second} = this.#samples.get(name) ?? noRates;
		return {in_bytes_per_second, out_bytes_per_second};
	}

	#next({name, in_bytes, out_bytes}: Counter, passed_s: number): Sample {
		const before = this.#samples.get(name) ?? {in_bytes, out_bytes};
		return {
			in_bytes,
			out_bytes,
			in_bytes_per_second: Math.round((in_bytes - before.in_bytes) / passed_s),
			out_bytes_per_second: Math.round((out_bytes - before.out_bytes) / passed_s),
		};
	}
}
