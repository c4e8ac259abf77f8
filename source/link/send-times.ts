import type {Fact} from '../core/events.ts';
import {large_count, no_count} from '../core/large-count.ts';
import {Queue} from '../core/queue.ts';

/** Where bytes that were handed over end; `since_us` is left out where they did not come over the link. */
type Handed = {readonly end: number; readonly since_us: number | undefined};

/**
When the bytes of each send came to a link above the socket. The socket makes sends in the order in which it was handed
bytes, whatever pieces it cuts them into.
*/
export class SendTimes {
	/** Bytes handed to the socket, and bytes that its sends have had. */
	#handed = large_count;
	#sent = large_count;
	/** From the first bytes on that came over the link and are not sent; empty without a link. */
	readonly #waiting = new Queue<Handed>();

	constructor() {
		this.#handed = no_count;
		this.#sent = no_count;
	}

	/** So many bytes are handed to the socket; `since_us` when they came over the link. */
	handed(bytes: number, since_us?: number): void {
		const before = this.#handed;
		this.#handed += bytes;
		if (this.#waiting.length === 0 && since_us === undefined) {
			return;
		}

		if (this.#waiting.length === 0 && before > this.#sent) {
			this.#waiting.push({end: before, since_us: undefined});
		}

		this.#waiting.push({end: this.#handed, since_us});
	}

	/** The socket has made a send of so many bytes. Answers when the first of them came to the link, if they did. */
	sent(bytes: number): number | undefined {
		const since_us = this.#waiting.first?.since_us;
		this.#sent += bytes;
		for (let {first} = this.#waiting; first !== undefined && first.end <= this.#sent; {first} = this.#waiting) {
			this.#waiting.shift();
		}

		return since_us;
	}

	/** What the socket dropped when it was handed it is not sent. */
	refused({event, bytes = 0}: Fact): void {
		this.#handed -= event === 'dropped' ? bytes : 0;
	}
}
