/** Formats times of the journal: microseconds since 1970-01-01 UTC. */

/**
The furthest time from 1970 that a Date can hold (ECMA-262, 21.4.1.1). Times beyond it are shown
as this one.
*/
const max_date_ms = 8.64e15;

/** Whether it can be counted in whole microseconds: from 1970 to the year 2255. */
export function isTime(time_us: number): boolean {
	return time_us >= 0 && time_us <= Number.MAX_SAFE_INTEGER;
}

/** Of the time that was formatted last: in a flood there are many events in each millisecond. */
let last = {whole_ms: NaN, text: ''};

/** `12:01:09.872`, in the time zone of this process. */
export function localTime(time_us: number): string {
	const whole_ms = Math.floor(time_us / 1000);
	if (whole_ms !== last.whole_ms) {
		last = {whole_ms, text: clockText(dateOf(time_us))};
	}

	return last.text;
}

/** `2026-11-20T05:01:09.872123Z`: ISO 8601, UTC, microseconds. */
export function isoTime(time_us: number): string {
	const whole = Math.floor(time_us);
	const microseconds = ((whole % 1000) + 1000) % 1000;
	return `${dateOf(whole).toISOString().slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`;
}

function clockText(date: Date): string {
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0'));
	return `${clock.join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function dateOf(time_us: number): Date {
	return new Date(Math.max(-max_date_ms, Math.min(max_date_ms, Math.floor(time_us / 1000))));
}
