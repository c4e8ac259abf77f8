/** A clock, passed to everything that needs the time. */
export type Clock = {
	/** Microseconds since 1970-01-01 UTC (in tests: since any moment); never goes back. */
	readonly now_us: () => number;
	/**
	Calls `run` once, at `due_us` or as soon afterwards as possible, never within the call itself. Returns a function that
	cancels it. `coarse` may be some milliseconds late and costs less; `background` too, and nothing waits for it: the
	process ends although it is due.
	*/
	readonly schedule: (due_us: number, run: () => void, precision?: 'coarse' | 'background') => () => void;
};

/** Looked up once: each use of the global is a call of its own, and every event of the journal asks for the time. */
const time = performance;
const origin_us = time.timeOrigin * 1000;

/**
Microseconds since 1970-01-01 UTC, monotonic: the system's time when the process began, and what has elapsed since.
*/
export function now_us(): number {
	return Math.round(origin_us + time.now() * 1000);
}

/**
A clock on Node's timers, which count whole milliseconds.

Callers schedule absolute times, so a late call does not delay the next one. The last part, shorter than a timer can
wait, is spent in turns of the event loop, unless the previous call was close: single calls are exact to some
microseconds, while in a dense stream the calls of one millisecond run together and use little CPU.
*/
export function timerClock(read_us: () => number = now_us): Clock {
	let exact_us = -Infinity;
	const isDense = (due_us: number) => due_us - exact_us < rest_us && due_us !== exact_us;
	return {
		now_us: read_us,
		schedule(due_us, run, precision) {
			let timer: NodeJS.Timeout | undefined;
			let turn: NodeJS.Immediate | undefined;
			const isExact = precision === undefined;
			const wait = () => {
				const left_us = due_us - read_us();
				if (left_us > timer_us) {
					timer = setTimeout(wait, Math.min(longest_ms, Math.floor((left_us - timer_us) / 1000)));
				} else if (left_us > 0 && (!isExact || isDense(due_us))) {
					timer = setTimeout(check, 1);
				} else {
					exact_us = left_us > 0 ? due_us : exact_us;
					turn = setImmediate(check);
				}

				if (precision === 'background') {
					timer?.unref();
					turn?.unref();
				}
			};

			const check = () => {
				if (due_us > read_us()) {
					wait();
				} else {
					run();
				}
			};

			wait();
			return () => {
				clearTimeout(timer);
				clearImmediate(turn);
			};
		},
	};
}

/** A timer may fire this much later than asked, because it counts from a whole millisecond before. */
const timer_us = 2000;
/** Between two calls that are waited for exactly: at most a tenth of the time is spent waiting like that. */
const rest_us = 20_000;
const longest_ms = 0x7F_FF_FF_FF;
