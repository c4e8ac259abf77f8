import type {Conditions} from './conditions/table.ts';

export type Preset = {
	/** In each direction. */
	readonly conditions: Conditions;
	/** The figures in a few words. */
	readonly summary: string;
	/** The published figures and where they were. */
	readonly source: string;
};

const comcast = 'table of github.com/tylertreat/comcast; half its latency each way';

/** Links by name. Loss is for datagrams only: a stream's transport repairs it. */
export const presets: Readonly<Record<string, Preset>> = {
	gprs: table('GPRS (good)', 500, 50, 2),
	edge: table('EDGE (good)', 300, 250, 1.5),
	'3g': table('3G/HSDPA (good)', 250, 750, 1.5),
	dsl: table('DSL (good)', 40, 8000, 0.5),
	wifi: table('WIFI (good)', 40, 30_000, 0.2),
	satellite: {
		conditions: {delay: 279},
		summary: '279 ms each way',
		source: '279.0 ms each way, ground to geostationary satellite to ground at the edge of its view: RFC 2488, section 2',
	},
	lossy: {
		conditions: {loss: 0.1},
		summary: 'one datagram in ten is lost',
		source: '10 % loss, as in the first example of github.com/tylertreat/comcast',
	},
};

function table(name: string, latency_ms: number, kbits_per_second: number, loss_percent: number): Preset {
	return {
		conditions: {delay: latency_ms / 2, rate: kbits_per_second * 125, loss: loss_percent / 100},
		summary: `${latency_ms / 2} ms each way, ${rateText(kbits_per_second)}, ${loss_percent} % of datagrams lost`,
		source: `${name}, ${latency_ms} ms, ${kbits_per_second} kbit/s, ${loss_percent} % loss, ${comcast}`,
	};
}

function rateText(kbits_per_second: number): string {
	return kbits_per_second < 1000 ? `${kbits_per_second} kbit/s` : `${kbits_per_second / 1000} Mbit/s`;
}
