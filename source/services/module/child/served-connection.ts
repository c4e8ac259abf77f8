import {Buffer} from 'node:buffer';
import {limits} from '../../../core/limits.ts';
import type {FromModule, ToModule} from '../protocol.ts';
import {bytesToSend, kindOf} from './bytes-to-send.ts';
import {errorText} from './error-text.ts';
import type {Unsent} from './unsent.ts';

/**
The argument of a module's function: a connection, or the conversation with one UDP address. Iterating gives what is
received, as Buffers.
*/
export type ModuleConnection = AsyncIterable<Uint8Array> & {
	/** `s1.2` */
	readonly name: string;
	/** The address at the other end. */
	readonly remote: string;
	/**
	Sends text as UTF-8, or bytes; resolves when the system has accepted all, or the connection is closed. Rejects with a
	TypeError for anything else, and with an Error when too much is queued.
	*/
	send(data: string | Uint8Array): Promise<void>;
	/** FIN after what was sent; receiving continues. */
	shutdown(): void;
	close(): void;
	/** RST at once; queued sends are dropped. */
	reset(): void;
	/** Writes a sentence to the log. */
	note(message: string): void;
};

export type Post = (message: FromModule, bytes?: Uint8Array) => void;

type Command = 'shutdown' | 'close' | 'reset';

/**
A connection in the module's process: received bytes are queued until the module reads them, sends go out one at a time.
*/
export class ServedConnection {
	readonly #opened: ToModule & {readonly type: 'open'};
	readonly #post: Post;
	readonly #unsent: Unsent;
	readonly #received: Uint8Array[] = [];
	readonly #asked = new Set<Command>();
	#arrived = Promise.withResolvers<void>();
	/** Resolves when the system has accepted the last piece. */
	#taken = Promise.withResolvers<void>();
	/** Resolves when earlier commands are done. */
	#turn = Promise.resolve();
	#hasEnded = false;
	#isGone = false;
	#unsent_bytes = 0;
	/** Errors that were told when they were thrown. */
	readonly #told = new WeakSet<Error>();

	constructor(opened: ToModule & {readonly type: 'open'}, post: Post, unsent: Unsent) {
		this.#opened = opened;
		this.#post = post;
		this.#unsent = unsent;
	}

	get forModule(): ModuleConnection {
		const {name, remote} = this.#opened;
		return {
			name,
			remote,
			send: async data => this.#send(data),
			shutdown: () => {
				this.#inTurn('shutdown');
			},
			close: () => {
				this.close();
			},
			reset: () => {
				this.#command('reset');
			},
			note: message => {
				this.#note(message);
			},
			[Symbol.asyncIterator]: () => this.#messages(),
		};
	}

	receive(bytes: Uint8Array): void {
		this.#received.push(bytes);
		this.#wake();
	}

	/** The peer has sent FIN. */
	end(): void {
		this.#hasEnded = true;
		this.#wake();
	}

	taken(): void {
		this.#taken.resolve();
	}

	/** The connection is closed: nothing more is sent. */
	gone(): void {
		this.#isGone = true;
		this.#post({type: 'forgotten', id: this.#opened.id, unsent_bytes: this.#unsent_bytes});
		this.#taken.resolve();
		this.end();
	}

	/** After what was sent. */
	close(): void {
		this.#inTurn('close');
	}

	fail(error: unknown): void {
		if (!this.#told.has(error as Error)) {
			this.#tell('error', `the module failed: ${errorText(error)}`);
		}

		this.close();
	}

	/** Tells of a call that the module should not have made, and throws the error. */
	#refuse(error: Error): never {
		this.#told.add(error);
		this.#tell('error', errorText(error));
		throw error;
	}

	/** The session has forgotten a connection that is gone: what its code still says is told at the listener. */
	#tell(type: 'note' | 'error', text: string): void {
		const {id, name} = this.#opened;
		this.#post(this.#isGone ? {type, id: 0, text: `${name}, which is closed: ${text}`} : {type, id, text});
	}

	#note(message: unknown): void {
		if (typeof message !== 'string') {
			this.#refuse(new TypeError(`note takes a string, not ${kindOf(message)}`));
		}

		this.#tell('note', message);
	}

	#inTurn(command: Command): void {
		this.#turn = this.#turn.then(() => {
			this.#command(command);
		});
	}

	#command(type: Command): void {
		if (!this.#isGone && !this.#asked.has(type)) {
			this.#asked.add(type);
			this.#post({type, id: this.#opened.id});
		}
	}

	async #send(data: unknown): Promise<void> {
		const bytes = this.#checked(data);
		const sent = this.#turn.then(async () => this.#sendPieces(bytes)).finally(() => {
			this.#unsent.remove(bytes.length);
		});
		this.#turn = sent;
		return sent;
	}

	#checked(data: unknown): Uint8Array {
		try {
			const bytes = bytesToSend(data);
			this.#unsent.add(bytes.length);
			this.#unsent_bytes += bytes.length;
			return bytes;
		} catch (error) {
			return this.#refuse(error as Error);
		}
	}

	async #sendPieces(bytes: Uint8Array): Promise<void> {
		const {id, isPeer} = this.#opened;
		const max_bytes = isPeer ? limits.datagram_bytes : limits.send_bytes;
		let at = 0;
		do {
			if (this.#isGone) {
				return;
			}

			const piece = bytes.subarray(at, at + max_bytes);
			this.#taken = Promise.withResolvers();
			this.#unsent_bytes -= piece.length;
			this.#post({type: 'send', id}, piece);
			await this.#taken.promise;
			at += piece.length;
		} while (at < bytes.length);
	}

	#wake(): void {
		this.#arrived.resolve();
		this.#arrived = Promise.withResolvers();
	}

	async * #messages(): AsyncGenerator<Uint8Array> {
		for (;;) {
			const bytes = this.#received.shift();
			if (bytes !== undefined) {
				if (!this.#isGone) {
					this.#post({type: 'asked', id: this.#opened.id, bytes: bytes.length});
				}

				yield Buffer.from(bytes);
			} else if (this.#hasEnded) {
				return;
			} else {
				await this.#arrived.promise;
			}
		}
	}
}
