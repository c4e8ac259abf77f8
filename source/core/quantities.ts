/** Parses sizes and durations, and formats sizes, durations and counts with at most three significant digits. */
import {problem, type Problem} from './problem.ts';

const kibi = 1024;
const sizeUnits: Readonly<Record<string, number>> = {
	b: 1, kb: 1000, kib: kibi, mb: 1000 ** 2, mib: kibi ** 2, gb: 1000 ** 3, gib: kibi ** 3,
};
const durationUnits_us: Readonly<Record<string, number>> = {
	us: 1,
	ms: 1000,
	s: 1_000_000,
	m: 60_000_000,
	h: 3_600_000_000,
};

/** The longest delay of a Node timer: 24.8 days. */
const longest_us = ((2 ** 31) - 1) * 1000;

/**
Bytes, whole: `4096`, `10B`, `1.5KiB`, `64 MiB`. Units are read in upper or lower case; KB, MB and GB are powers of
1000.
*/
export function parseSize(text: string): number | Problem {
	const found = splitNumber(text);
	if (found === undefined) {
		return problem(
			'a size is a number of bytes, with B, KB, KiB, MB, MiB, GB or GiB behind it or nothing',
			whole(text),
			'64KiB, say',
		);
	}

	const unit = found.unit === '' ? 1 : lookUp(sizeUnits, found.unit.toLowerCase());
	if (unit === undefined) {
		return problem('sizes are given in B, KB, KiB, MB, MiB, GB or GiB', found.unitPlace);
	}

	return multiply(found, unit, Number.MAX_SAFE_INTEGER)
		?? problem('this is not a whole number of bytes that can be counted', whole(text));
}

/**
Milliseconds, exact to the microsecond: `300ms`, `50us`, `2.5 s`, `1m`, `1h`; at most 24.8 days. A unit is needed.
*/
export function parseDuration(text: string): number | Problem {
	const found = splitNumber(text);
	if (found === undefined) {
		return problem('a duration is a number with us, ms, s, m or h behind it', whole(text), '300ms, say');
	}

	if (found.unit === '') {
		return problem('a duration needs a unit', {start: text.length, end: text.length}, `${text}ms or ${text}s`);
	}

	const unit_us = lookUp(durationUnits_us, found.unit);
	if (unit_us === undefined) {
		return problem('durations are given in us, ms, s, m or h', found.unitPlace);
	}

	const us = multiply(found, unit_us, longest_us);
	return us === undefined ? problem('a duration is whole microseconds, and 24 days at most', whole(text)) : us / 1000;
}

/** A duration above 0, in milliseconds. */
export function parseTimeout(text: string): number | Problem {
	const duration_ms = parseDuration(text);
	return duration_ms === 0 ? problem('this has to be above 0', whole(text)) : duration_ms;
}

/** `10 B`, `9,999 B`, `63.5 KiB`, `780 MiB`: bytes to the byte below 10,000, beyond that in powers of 1024. */
export function formatSize(bytes: number): string {
	if (bytes < 10_000) {
		return `${formatCount(bytes)} B`;
	}

	let value = bytes / kibi;
	const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
	let index = 0;
	while (Math.round(value) >= 1000 && index < units.length - 1) {
		value /= kibi;
		index++;
	}

	return `${formatNumber(value)} ${units[index]}`;
}

/** Milliseconds for people: `52 us`, `1.2 ms`, `4.1 s`, `2 m 5 s`, `3 h 10 m`. */
export function formatDuration(ms: number): string {
	if (ms < 0.1) {
		return ms === 0 ? '0 ms' : `${formatNumber(ms * 1000)} us`;
	}

	if (Math.round(ms) < 1000) {
		return `${formatNumber(ms)} ms`;
	}

	if (Math.round(ms / 1000) < 100) {
		return `${formatNumber(ms / 1000)} s`;
	}

	const seconds = Math.round(ms / 1000);
	const minutes = seconds < 3600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
	return seconds < 3600 ? pair(minutes, 'm', seconds % 60, 's') : pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm');
}

/** A whole number with a comma between thousands: `12,480`. */
export function formatCount(count: number): string {
	const digits = Math.round(count).toString();
	const groups: string[] = [];
	for (let end = digits.length; end > 0; end -= 3) {
		groups.unshift(digits.slice(Math.max(0, end - 3), end));
	}

	return groups.join(',');
}

/** `1 byte`, `3 bytes`: a count of something whose plural has an `s`. */
export function countOf(count: number, noun: string): string {
	return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

type Written = {
	readonly digits: string;
	readonly fraction: string;
	readonly unit: string;
	readonly unitPlace: {readonly start: number; readonly end: number};
};

/** `1.5 KiB` in its parts; undefined when it does not begin with a number. */
function splitNumber(text: string): Written | undefined {
	const found = /^(?<digits>\d{1,20})(?:\.(?<fraction>\d{1,20}))?\s*(?<unit>[a-z]*)$/iv.exec(text)?.groups;
	if (found === undefined) {
		return undefined;
	}

	const {digits = '', fraction = '', unit = ''} = found;
	return {digits, fraction, unit, unitPlace: {start: text.length - unit.length, end: text.length}};
}

/**
The number times `unit` when that is whole and not above `most`; in big integers, because 0.1 is no binary fraction.
*/
function multiply({digits, fraction}: Written, unit: number, max: number): number | undefined {
	const product = BigInt(digits + fraction) * BigInt(unit);
	const divisor = 10n ** BigInt(fraction.length);
	const value = product / divisor;
	return product % divisor === 0n && value <= BigInt(max) ? Number(value) : undefined;
}

function lookUp(units: Readonly<Record<string, number>>, name: string): number | undefined {
	return Object.hasOwn(units, name) ? units[name] : undefined;
}

function whole(text: string): {readonly start: number; readonly end: number} {
	return {start: 0, end: text.length};
}

/** One decimal below 100, none above, and no `.0`. */
function formatNumber(value: number): string {
	const rounded = Math.round(value * 10) / 10;
	return rounded < 100 ? String(rounded) : formatCount(value);
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
