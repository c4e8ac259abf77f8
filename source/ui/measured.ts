/** What is measured of a connection: the time its answers take, its rates, and their last seconds as a sparkline. */
import {formatDuration, formatSize} from '../core/quantities.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import type {Piece} from './rows.ts';
import {toneOfFlow, type Theme} from './theme.ts';

type Measured = Pick<
	EndpointSummary,
	'side' | 'rtt_us' | 'rates' | 'in_bytes_per_second' | 'out_bytes_per_second'
>;

const bars = {line: [...'▁▂▃▄▅▆▇█'], ascii: [...'_.:-=+*#']} as const;

/** `rtt 0.3 ms`; nothing before the first answer. */
export function rttText({rtt_us}: Pick<EndpointSummary, 'rtt_us'>): string {
	return rtt_us === undefined ? '' : `rtt ${formatDuration(rtt_us / 1000)}`;
}

/** Each as a piece of a row with its gap before it; nothing of what is not there. */
export function measuredPieces(endpoint: Measured, theme: Pick<Theme, 'ascii'>): readonly Piece[] {
	const {side, in_bytes_per_second, out_bytes_per_second, rates} = endpoint;
	const flow = (direction: 'in' | 'out', rate: number): readonly Piece[] => rate === 0
		? []
		: [[toneOfFlow(side, direction), `  ${formatSize(rate)}/s ${direction}`]];
	const rtt = rttText(endpoint);
	return [
		...(rtt === '' ? [] : [['plain', `  ${rtt}`] as const]),
		...flow('in', in_bytes_per_second),
		...flow('out', out_bytes_per_second),
		...(rates.some(rate => rate > 0) ? [['dim', `  ${sparkline(rates, theme)}`] as const] : []),
	];
}

/** One cell a value, the highest as a full one. A value that is not zero stands above the line. */
export function sparkline(values: readonly number[], {ascii}: Pick<Theme, 'ascii'>): string {
	const levels = ascii ? bars.ascii : bars.line;
	const highest = Math.max(1, ...values);
	return values.map(value => levels[Math.ceil((value / highest) * (levels.length - 1))]).join('');
}
