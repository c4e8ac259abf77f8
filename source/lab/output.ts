import {limits} from '../core/limits.ts';

/** Who takes the events of a session and at times cannot take more: whoever prints them, or the disk of a recording. */
export type Taker = 'output' | 'recording';

type Pausable = {outputChanged(isFull: boolean): void};

/** The back-pressure of whoever takes the events: streams are not read while it lasts. */
export class Output {
	readonly #full = new Set<Taker>();
	readonly #streams = new Set<Pausable>();
	/** Accepted while the events were not taken: their peers may have sent, or be gone, and nobody has looked. */
	readonly #unread = new Set<Pausable>();
	#room: PromiseWithResolvers<void> | undefined;

	/** Whether somebody who takes the events cannot take more at present. */
	get isFull(): boolean {
		return this.#full.size > 0;
	}

	/** Undefined while the events are taken, else what resolves when they are again. */
	room(): Promise<void> | undefined {
		if (this.isFull) {
			this.#room ??= Promise.withResolvers<void>();
		}

		return this.#room?.promise;
	}

	/** `who` cannot take more, or can again. */
	setFull(isFull: boolean, who: Taker = 'output'): void {
		if (isFull) {
			this.#full.add(who);
		} else {
			this.#full.delete(who);
		}

		if (!this.isFull) {
			this.#room?.resolve();
			this.#room = undefined;
			this.#forgetRead();
		}

		for (const stream of this.#streams) {
			stream.outputChanged(this.isFull);
		}
	}

	/** Whether one more connection may be accepted, though it may not be read now. */
	get admits(): boolean {
		return !this.isFull || this.#unread.size < limits.unread_connections;
	}

	/** The connection was accepted. */
	accepted(stream: Pausable): void {
		if (this.isFull) {
			this.#unread.add(stream);
		}
	}

	/** From now on it hears of changes; what holds now it has to ask. */
	add(stream: Pausable): void {
		this.#streams.add(stream);
	}

	delete(stream: Pausable): void {
		this.#streams.delete(stream);
		this.#unread.delete(stream);
	}

	/** In a whole turn of the event loop with the events taken, every stream was read. */
	#forgetRead(): void {
		setImmediate(() => {
			setImmediate(() => {
				if (!this.isFull) {
					this.#unread.clear();
				}
			});
		});
	}
}
