/** Numbers as people read them. */

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `12,480`. */
export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** A size in two or three digits: `10 B`, `1.5 KiB`, `780 MiB`. */
export function formatBytes(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 1023.5 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}

	const digits = unit > 0 && value < 9.95 ? 1 : 0;
	return `${value.toFixed(digits)} ${units[unit] ?? 'B'}`;
}

/** A duration in microseconds: `50 us`, `1.2 ms`, `12 ms`, `4.1 s`, `3 min`. */
export function formatDuration(duration_us: number): string {
	const duration = Math.max(0, duration_us);
	if (duration < 99.5) {
		return `${duration.toFixed(0)} us`;
	}

	if (duration < 999_500) {
		return `${(duration / 1000).toFixed(duration < 9950 ? 1 : 0)} ms`;
	}

	return duration < 119.95e6 ? `${(duration / 1e6).toFixed(duration < 99.95e6 ? 1 : 0)} s` : `${(duration / 60e6).toFixed(0)} min`;
}
