/** Times of the journal, microseconds since 1970-01-01 UTC, as text. */

/** The furthest time from 1970 that a Date can tell (ECMA-262, 21.4.1.1): what a recording says beyond it is told as that. */
const max_date_ms = 8.64e15;

/** `12:01:09.872`, in the time zone of this process. */
export function localTime(time_us: number): string {
	const date = dateOf(time_us);
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `2026-11-20T05:01:09.872123Z`: ISO 8601, UTC, microseconds. */
export function isoTime(time_us: number): string {
	const whole = Math.floor(time_us);
	const microseconds = ((whole % 1000) + 1000) % 1000;
	return `${dateOf(whole).toISOString().slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`;
}

function dateOf(time_us: number): Date {
	return new Date(Math.max(-max_date_ms, Math.min(max_date_ms, Math.floor(time_us / 1000))));
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
