/** What a link does to what goes over it, in one direction. A number that is absent does nothing. */
import {formatDuration, formatSize} from '../core/quantities.ts';

/** After so many bytes went that way, or after so long. */
export type Limit = {readonly bytes: number} | {readonly after_us: number};

export type Conditions = {
	readonly delay_us?: number;
	/** Each delay is evenly spread from `delay - jitter` to `delay + jitter`, never below 0. */
	readonly jitter_us?: number;
	readonly rate_bytes_per_second?: number;
	/** Streams: bytes per send at the most… */
	readonly slice_bytes?: number;
	/** …and the time between two. */
	readonly gap_us?: number;
	/** Streams: FIN both ways. */
	readonly cut?: Limit;
	/** Streams: RST. */
	readonly reset?: Limit;
	/** Streams: nothing gets through until this is taken away. */
	readonly stall?: boolean;
	/** Datagrams: shares from 0 to 1. */
	readonly loss?: number;
	readonly dup?: number;
	readonly reorder?: number;
	readonly corrupt?: number;
	/** How much each chance depends on the one before it, 0 to 1. */
	readonly correlation?: number;
	/** Datagrams lost in a row, on average. */
	readonly burst?: number;
	/** Datagrams that may be on their way at one time. */
	readonly limit?: number;
};

/** Datagrams on their way at one time unless `limit=` says otherwise, as in tc-netem(8). */
export const defaultLimit = 1000;

/** As a person would type it again: `delay=50ms loss=10%`. */
export function conditionsText(conditions: Conditions): string {
	return [
		...conditions.stall === true ? ['stall'] : [],
		...part('delay', conditions.delay_us, durationText),
		...part('jitter', conditions.jitter_us, durationText),
		...part('rate', conditions.rate_bytes_per_second, rateText),
		...part('slice', conditions.slice_bytes, sizeText),
		...part('gap', conditions.gap_us, durationText),
		...part('cut', conditions.cut, limitText),
		...part('reset', conditions.reset, limitText),
		...part('loss', conditions.loss, shareText),
		...part('dup', conditions.dup, shareText),
		...part('reorder', conditions.reorder, shareText),
		...part('corrupt', conditions.corrupt, shareText),
		...part('correlation', conditions.correlation, shareText),
		...part('burst', conditions.burst, String),
		...part('limit', conditions.limit, String),
	].join(' ');
}

function part<Value>(key: string, value: Value | undefined, text: (value: Value) => string): string[] {
	return value === undefined ? [] : [`${key}=${text(value)}`];
}

function durationText(us: number): string {
	return formatDuration(us / 1000).replaceAll(' ', '');
}

function sizeText(bytes: number): string {
	return formatSize(bytes).replaceAll(/[\s,]/gv, '');
}

function rateText(bytes_per_second: number): string {
	const bits = bytes_per_second * 8;
	const [unit, name] = ([[1e9, 'gbit'], [1e6, 'mbit'], [1e3, 'kbit']] as const).find(([size]) => bits >= size) ?? [1, 'bit'];
	return `${Number((bits / unit).toPrecision(6))}${name}`;
}

function limitText(limit: Limit): string {
	return 'bytes' in limit ? sizeText(limit.bytes) : durationText(limit.after_us);
}

function shareText(share: number): string {
	return `${Number((share * 100).toPrecision(6))}%`;
}
