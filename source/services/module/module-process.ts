import {limits} from '../../core/limits.ts';
import type {Problem} from '../../core/problem.ts';
import type {ServiceConnection, ServiceListener, ServiceProcess, ServiceTools, StreamHandler} from '../service.ts';
import {Conversation} from './conversation.ts';
import {ModuleLoading} from './module-loading.ts';
import {ModuleOutput} from './module-output.ts';
import {ModulePipes} from './pipes.ts';
import type {FromModule, ToModule} from './protocol.ts';
import {Watchdog} from './watchdog.ts';

/**
The process of a module, for one listener.

An exit, an abort, a full heap, an endless loop or a blocked system call in its code affects only this process. When it
ends, its connections and its listener are closed, as the system does for any server.
*/
export class ModuleProcess implements ServiceProcess {
	/** Resolves when the file is loaded; with a problem when it cannot be used. */
	readonly loaded: Promise<Problem | undefined>;
	readonly #after: ServiceTools['after'];
	readonly #loading: ModuleLoading;
	readonly #pipes: ModulePipes;
	readonly #conversations = new Map<number, Conversation>();
	readonly #unread = {bytes: 0};
	readonly #output = new ModuleOutput();
	#listener: ServiceListener | undefined;
	#watchdog: Watchdog | undefined;
	#opened = 0;
	#hasEnded = false;
	/** Its listener is closed. */
	#isListenerClosed = false;

	constructor(file: string, after: ServiceTools['after']) {
		this.#after = after;
		this.#loading = new ModuleLoading(file, after, why => {
			this.stop(why);
		});
		this.loaded = this.#loading.done;
		this.#pipes = new ModulePipes(file, after, {
			received: (message, bytes) => this.#receive(message, bytes),
			printed: (stream, line) => {
				this.#output.printed(stream, line);
			},
			ended: why => {
				this.stop(why);
			},
		});
	}

	get isRunning(): boolean {
		return !this.#hasEnded;
	}

	get isSilent(): boolean {
		return this.#watchdog?.isSilent ?? false;
	}

	opened(listener: ServiceListener): void {
		this.#listener = listener;
		this.#output.opened(listener);
		if (this.#hasEnded) {
			listener.close();
		} else {
			this.#watchdog = this.#watch(listener);
		}
	}

	closed(): void {
		this.#isListenerClosed = true;
		// Connections accepted before begin in this turn of the event loop.
		setImmediate(() => {
			this.#endIfUnused();
		});
	}

	stop(why?: string): void {
		if (this.#hasEnded) {
			return;
		}

		this.#tick();
		this.#hasEnded = true;
		this.#watchdog?.stop();
		this.#pipes.kill();
		this.#loading.failed([why, ...this.#output.early].join('; '));
		if (why !== undefined) {
			this.#listener?.error(`the module has ended: ${why}`);
		}

		this.#listener?.close();
		for (const {connection} of this.#conversations.values()) {
			connection.close();
		}
	}

	/** Serves a connection, or the conversation with one UDP address. */
	begin(connection: ServiceConnection, isPeer: boolean): StreamHandler {
		if (this.#hasEnded) {
			connection.close();
			return {};
		}

		const id = ++this.#opened;
		const post = (message: ToModule, bytes?: Uint8Array) => {
			this.#post(message, bytes);
		};

		const conversation = new Conversation(connection, {id, isPeer, unread: this.#unread, post});
		this.#conversations.set(id, conversation);
		return conversation.handler;
	}

	#watch(listener: ServiceListener): Watchdog {
		return new Watchdog({
			after: this.#after,
			ping: () => {
				this.#post({type: 'ping'});
			},
			silent: () => {
				listener.error(
					`the module has not answered for ${limits.module_timeout_ms / 1000} s: its code is in a loop or blocked; stop ${listener.name} ends it`,
				);
				this.#endIfUnused();
			},
			answersAgain() {
				listener.note('the module answers again');
			},
			tick: () => {
				this.#tick();
			},
		});
	}

	#post(message: ToModule, bytes?: Uint8Array): void {
		if (!this.#hasEnded) {
			this.#pipes.post(message, bytes);
		}
	}

	/** Handles a message; false when it is not valid now. */
	#receive(message: FromModule, bytes: Uint8Array): boolean {
		if (this.#hasEnded) {
			return true;
		}

		if ('id' in message && message.id > 0) {
			const conversation = this.#conversations.get(message.id);
			return conversation !== undefined && this.#receiveFor(conversation, message, bytes);
		}

		switch (message.type) {
			case 'loaded': {
				this.#loading.loaded();
				return true;
			}

			case 'unfit': {
				this.#loading.unfit();
				return true;
			}

			case 'failed': {
				this.#loading.failed(message.text);
				return true;
			}

			case 'pong': {
				this.#pong(message.external_bytes);
				return true;
			}

			case 'note':
			case 'error': {
				this.#output.tell(message.text, text => this.#listener?.[message.type](text));
				return true;
			}

			case 'send':
			case 'asked':
			case 'shutdown':
			case 'close':
			case 'reset':
			case 'forgotten': {
				return false;
			}
		}
	}

	/** The same for a message about one connection. */
	#receiveFor(
		conversation: Conversation,
		message: Extract<FromModule, {readonly id: number}>,
		bytes: Uint8Array,
	): boolean {
		if (message.type === 'note' || message.type === 'error') {
			this.#output.tell(message.text, text => {
				conversation.connection[message.type](text);
			});
			return true;
		}

		const isValid = conversation.handle(message, bytes);
		if (message.type === 'forgotten') {
			this.#conversations.delete(message.id);
			this.#endIfUnused();
		}

		return isValid;
	}

	#pong(external_bytes: number): void {
		this.#watchdog?.pong();
		if (external_bytes > limits.module_heap_mib * 1024 * 1024) {
			this.stop(`its buffers take more than ${limits.module_heap_mib} MiB`);
		}
	}

	#tick(): void {
		this.#pipes.flush();
		this.#output.tick();
	}

	/** Ends the process when its listener is closed and it has no connections, or does not answer. */
	#endIfUnused(): void {
		if (this.#isListenerClosed && (this.#conversations.size === 0 || this.isSilent)) {
			this.stop();
		}
	}
}
