import {formatDuration} from '../../core/quantities.ts';
import type {ServiceConnection, ServiceTools} from '../service.ts';

/** Closes a connection after so long without data, counted from `start`: the only end of a UDP conversation. */
export class IdleTimer {
	readonly #connection: ServiceConnection;
	readonly #idle_ms: number;
	readonly #tools: Pick<ServiceTools, 'after' | 'now_us'>;
	#heard_us = 0;
	#cancel: (() => void) | undefined;

	constructor(connection: ServiceConnection, idle_ms: number, tools: Pick<ServiceTools, 'after' | 'now_us'>) {
		this.#connection = connection;
		this.#idle_ms = idle_ms;
		this.#tools = tools;
	}

	start(): void {
		this.restart();
		this.#cancel ??= this.#tools.after(this.#idle_ms, () => {
			this.#check();
		});
	}

	restart(): void {
		this.#heard_us = this.#tools.now_us();
	}

	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}

	#check(): void {
		const left_ms = this.#idle_ms - (this.#tools.now_us() - this.#heard_us) / 1000;
		if (left_ms > 0) {
			this.#cancel = this.#tools.after(left_ms, () => {
				this.#check();
			});
			return;
		}

		this.#connection.note(`silent for ${formatDuration(this.#idle_ms)}: closed`);
		this.#connection.close();
	}
}
