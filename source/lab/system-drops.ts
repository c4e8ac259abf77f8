import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {countOf} from '../core/quantities.ts';
import type {Clock} from '../core/clock.ts';

type Means = {
	readonly clock: Clock;
	/** How many the system has dropped since the socket was opened; undefined when it does not say. */
	readonly read: () => number | undefined;
	readonly tell: (fact: Fact) => void;
	/** Whether they may be dropped though nothing is received. */
	readonly isHeld: () => boolean;
};

/**
Watches how many datagrams the system drops of one socket: now and then while something comes, never for each datagram,
and not at all while it is quiet.
*/
export class SystemDrops {
	/** Datagrams dropped so far, as far as was looked. */
	count = 0;
	readonly #means: Means;
	#cancel: (() => void) | undefined;

	constructor(means: Means) {
		this.#means = means;
	}

	/** Something may be dropped: it is looked soon. All sockets look at the same moments, and share what is read. */
	touch(): void {
		const {clock, isHeld} = this.#means;
		if (this.#cancel !== undefined) {
			return;
		}

		const period_us = limits.drops_ms * 1000;
		this.#cancel = clock.schedule((Math.floor(clock.now_us() / period_us) + 1) * period_us, () => {
			this.#cancel = undefined;
			this.look();
			if (isHeld()) {
				this.touch();
			}
		});
	}

	/** Looks now, and tells what has been dropped since. */
	look(): void {
		const {read, tell} = this.#means;
		const count = read() ?? this.count;
		const more = count - this.count;
		this.count = count;
		if (more > 0) {
			const args = countOf(more, 'datagram');
			tell({event: 'dropped', args, message: 'by the system: the receive buffer of the socket was full'});
		}
	}

	/** Looks a last time, and no more. */
	end(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		this.look();
	}
}
