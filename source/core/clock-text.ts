/** Times of the journal, microseconds since 1970-01-01 UTC, as text. */

/** `12:01:09.872`, in the time zone of this process. */
export function localTime(time_us: number): string {
	const date = new Date(Math.floor(time_us / 1000));
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `2026-11-20T05:01:09.872123Z`: ISO 8601, UTC, microseconds. */
export function isoTime(time_us: number): string {
	const whole = Math.floor(time_us);
	const microseconds = ((whole % 1000) + 1000) % 1000;
	return `${new Date(Math.floor(whole / 1000)).toISOString().slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
