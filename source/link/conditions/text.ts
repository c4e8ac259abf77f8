/** The values of conditions as a person would type them again. */
import {formatDuration, formatSize} from '../../core/quantities.ts';

/** After so many bytes went that way, or after so long. */
export type Limit = {readonly bytes: number} | {readonly after_us: number};

/** `1.5s`, of milliseconds. */
export function durationText(duration_ms: number): string {
	return formatDuration(duration_ms).replaceAll(' ', '');
}

/** `64KiB`. */
export function sizeText(bytes: number): string {
	return formatSize(bytes).replaceAll(/[\s,]/gv, '');
}

const units = [[1e9, 'gbit'], [1e6, 'mbit'], [1e3, 'kbit']] as const;

/** `50kbit`, of bytes a second. */
export function rateText(bytes_per_second: number): string {
	const bits = bytes_per_second * 8;
	const [unit, name] = units.find(([size]) => bits >= size) ?? [1, 'bit'];
	return `${Number((bits / unit).toPrecision(6))}${name}`;
}

/** `10KiB` or `5s`. */
export function limitText(limit: Limit): string {
	return 'bytes' in limit ? sizeText(limit.bytes) : durationText(limit.after_us / 1000);
}

/** `2.5%`, of 0 to 1. */
export function probabilityText(probability: number): string {
	return `${Number((probability * 100).toPrecision(6))}%`;
}
