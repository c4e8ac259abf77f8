import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import type {ServiceConnection, StreamHandler} from '../service.ts';
import {unguarded} from './guard.ts';

/** What the function of a module is given: a connection, or the conversation with one UDP address. What is received comes as Buffers. */
export type ModuleConnection = AsyncIterable<Uint8Array> & {
	/** `s1.2` */
	readonly name: string;
	/** The address at the other end. */
	readonly remote: string;
	/** Sends text as UTF-8, or bytes; resolves when the system has taken all, or the connection is gone. */
	send(data: string | Uint8Array): Promise<void>;
	/** FIN after what was sent; what the peer sends is still received. */
	shutdown(): void;
	close(): void;
	reset(): void;
	/** Puts a sentence into the log. */
	note(message: string): void;
};

/** Both faces of a connection that a module serves: `forModule` gives what is received one recv after the other and ends with the peer's FIN; `handler` hears of it. While much waits that the module does not ask for, it is not read. */
export class ModuleChannel {
	readonly #connection: ServiceConnection;
	readonly #isPeer: boolean;
	readonly #received: Uint8Array[] = [];
	#received_bytes = 0;
	#hasEnded = false;
	#arrived = Promise.withResolvers<void>();
	/** What was sent waits: who waits for that, all in one. */
	#taken: PromiseWithResolvers<void> | undefined;

	constructor(connection: ServiceConnection, isPeer: boolean) {
		this.#connection = connection;
		this.#isPeer = isPeer;
	}

	readonly handler: StreamHandler = {
		received: bytes => {
			this.#receive(bytes);
		},
		drained: () => {
			this.#allTaken();
		},
		ended: () => {
			this.#end();
		},
		closed: () => {
			this.#allTaken();
			this.#end();
		},
	};

	get forModule(): ModuleConnection {
		const connection = this.#connection;
		return {
			name: connection.name,
			remote: connection.remote,
			send: async data => this.#send(typeof data === 'string' ? Buffer.from(data) : data),
			shutdown() {
				unguarded(() => {
					connection.shutdown();
				});
			},
			close() {
				unguarded(() => {
					connection.close();
				});
			},
			reset() {
				unguarded(() => {
					connection.reset();
				});
			},
			note(message) {
				connection.note(message);
			},
			[Symbol.asyncIterator]: () => this.#messages(),
		};
	}

	#receive(bytes: Uint8Array): void {
		if (this.#isPeer && this.#received_bytes + bytes.length > limits.module_queue_bytes) {
			this.#connection.note(`${bytes.length} bytes dropped: the module has not asked for the ${this.#received_bytes} before them`);
			return;
		}

		this.#received.push(Buffer.from(bytes));
		this.#received_bytes += bytes.length;
		this.#arrived.resolve();
		if (this.#received_bytes > limits.module_queue_bytes) {
			this.#connection.hold();
		}
	}

	#allTaken(): void {
		this.#taken?.resolve();
		this.#taken = undefined;
	}

	#end(): void {
		this.#hasEnded = true;
		this.#arrived.resolve();
	}

	async #send(bytes: Uint8Array): Promise<void> {
		unguarded(() => {
			this.#connection.send(bytes);
		});
		if (this.#connection.queued_bytes() > 0 && !this.#isPeer) {
			this.#taken ??= Promise.withResolvers();
			await this.#taken.promise;
		}
	}

	async * #messages(): AsyncGenerator<Uint8Array> {
		for (;;) {
			const bytes = this.#received.shift();
			if (bytes !== undefined) {
				this.#received_bytes -= bytes.length;
				if (this.#received.length === 0) {
					unguarded(() => {
						this.#connection.resume();
					});
				}

				yield bytes;
			} else if (this.#hasEnded) {
				return;
			} else {
				this.#arrived = Promise.withResolvers();
				await this.#arrived.promise;
			}
		}
	}
}
