const origin_us = performance.timeOrigin * 1000;

/** Microseconds since 1970-01-01 UTC, from a clock that never goes back. */
export function now_us(): number {
	return Math.round(origin_us + performance.now() * 1000);
}
