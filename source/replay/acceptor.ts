import type {Clock} from '../core/clock.ts';
import {Queue} from '../core/queue.ts';
import type {ServiceConnection, StreamHandler} from '../services/service.ts';
import {LiveConversation} from './live-conversation.ts';

/** Clients that came, in their order, for whoever plays a server to them. */
export class Acceptor {
	readonly #clock: Clock;
	readonly #room_bytes: number;
	readonly #waiting = new Queue<LiveConversation>();
	#wake: () => void = () => undefined;

	constructor(clock: Clock, room_bytes: number) {
		this.#clock = clock;
		this.#room_bytes = room_bytes;
	}

	accept(connection: ServiceConnection): StreamHandler {
		const live = new LiveConversation(connection, this.#clock, this.#room_bytes);
		this.#waiting.push(live);
		this.#wake();
		return live;
	}

	/** The next client; undefined when none came in so long. Without a limit it waits for ever. */
	async next(limit_ms: number | undefined): Promise<LiveConversation | undefined> {
		if (this.#waiting.length === 0) {
			await new Promise<void>(resolve => {
				const due_us = this.#clock.now_us() + ((limit_ms ?? 0) * 1000);
				const cancel = limit_ms === undefined ? undefined : this.#clock.schedule(due_us, resolve, 'coarse');
				this.#wake = () => {
					cancel?.();
					resolve();
				};
			});
		}

		return this.#waiting.shift();
	}
}
