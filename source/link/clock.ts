/** Time as the conditions of a link are handed it. */
export type Clock = {
	/** Microseconds; never goes back. */
	readonly now_us: () => number;
	/** Calls `run` once at `due_us` or as soon afterwards as it can; the answer calls it off. */
	readonly alarm: (due_us: number, run: () => void) => () => void;
};

/**
A clock on Node's timers, which count whole milliseconds.

Whoever waits asks for an absolute time each time, and does all that is due by then: an alarm that comes late makes one thing late, never the next as well. The last stretch, shorter than a timer can wait, is spent in turns of the event loop, unless the alarm before it was close: few and far between, they are exact to some microseconds; in a dense stream, a millisecond's worth is done together and the processor stays free.
*/
export function timerClock(now_us: () => number): Clock {
	let exact_us = -Infinity;
	return {
		now_us,
		alarm(due_us, run) {
			let timer: NodeJS.Timeout | undefined;
			let turn: NodeJS.Immediate | undefined;
			const wait = () => {
				const left_us = due_us - now_us();
				if (left_us > timer_us) {
					timer = setTimeout(wait, Math.min(longest_ms, Math.floor((left_us - timer_us) / 1000)));
				} else if (left_us > 0 && due_us - exact_us < rest_us && due_us !== exact_us) {
					timer = setTimeout(look, 1);
				} else {
					exact_us = left_us > 0 ? due_us : exact_us;
					turn = setImmediate(look);
				}
			};

			const look = () => {
				if (due_us > now_us()) {
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

/** A timer may come this much later than asked, for it counts from a whole millisecond before. */
const timer_us = 2000;
/** Between two alarms that are waited for exactly: a tenth of the time at the most is spent waiting like that. */
const rest_us = 20_000;
const longest_ms = 0x7F_FF_FF_FF;
