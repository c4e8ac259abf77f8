import {limits} from '../../core/limits.ts';
import type {ServiceConnection, StreamHandler} from '../service.ts';
import type {FromConnection, ToModule} from './protocol.ts';

type Post = (message: ToModule, bytes?: Uint8Array) => void;

/** Bytes that a module has not read yet, on all its connections. */
export type Unread = {bytes: number};

/**
A connection that a module serves: forwards what is received, and executes the module's messages. It is not read while
too much is queued for the module.
*/
export class Conversation {
	readonly connection: ServiceConnection;
	readonly #id: number;
	readonly #isPeer: boolean;
	readonly #post: Post;
	readonly #all: Unread;
	#unread_bytes = 0;
	#unread_pieces = 0;
	/** The system has not accepted all of the last send. */
	#isSending = false;
	#isClosed = false;
	/** Bytes that the module sent after it was closed. */
	#late_bytes = 0;
	/** Commands that may come once. */
	readonly #commands = new Set<'shutdown' | 'close' | 'reset'>(['shutdown', 'close', 'reset']);

	constructor(connection: ServiceConnection, {id, isPeer, post, unread}: {
		readonly id: number;
		readonly isPeer: boolean;
		readonly post: Post;
		readonly unread: Unread;
	}) {
		this.connection = connection;
		this.#id = id;
		this.#isPeer = isPeer;
		this.#post = post;
		this.#all = unread;
		post({type: 'open', id, name: connection.name, remote: connection.remote, isPeer});
	}

	readonly handler: StreamHandler = {
		received: bytes => {
			this.#receive(bytes);
		},
		drained: () => {
			this.#allTaken();
		},
		ended: () => {
			this.#post({type: 'ended', id: this.#id});
		},
		closed: () => {
			this.#isClosed = true;
			this.#post({type: 'closed', id: this.#id});
		},
	};

	/** Handles a message of the module; false when it is not valid now. */
	handle(message: FromConnection, bytes: Uint8Array): boolean {
		switch (message.type) {
			case 'send': {
				return this.#send(bytes);
			}

			case 'asked': {
				return this.#asked(message.bytes);
			}

			case 'forgotten': {
				this.#forgotten(message.unsent_bytes);
				return this.#isClosed;
			}

			case 'shutdown':
			case 'close':
			case 'reset': {
				const isFirst = this.#commands.delete(message.type);
				this.connection[message.type]();
				return isFirst;
			}
		}
	}

	#receive(bytes: Uint8Array): void {
		if (this.#isPeer && (this.#isFull(bytes.length) || this.#all.bytes > limits.module_datagrams_bytes)) {
			this.connection.note(`${bytes.length} bytes dropped: the module has not read the ${this.#unread_bytes} before them`);
			return;
		}

		this.#count(bytes.length, 1);
		this.#post({type: 'received', id: this.#id}, bytes);
		if (this.#isFull(0)) {
			this.connection.hold();
		}
	}

	#isFull(more_bytes: number): boolean {
		return this.#unread_bytes + more_bytes > limits.module_queue_bytes
			|| this.#unread_pieces >= limits.module_queue_pieces;
	}

	#asked(bytes: number): boolean {
		if (this.#unread_pieces === 0 || bytes > this.#unread_bytes) {
			return false;
		}

		this.#count(-bytes, -1);
		if (this.#unread_pieces === 0) {
			this.connection.resume();
		}

		return true;
	}

	#count(bytes: number, pieces: number): void {
		this.#unread_bytes += bytes;
		this.#unread_pieces += pieces;
		this.#all.bytes += bytes;
	}

	#send(bytes: Uint8Array): boolean {
		if (this.#isSending) {
			return this.#isClosed;
		}

		if (this.#isClosed) {
			this.#late_bytes += bytes.length;
			return true;
		}

		this.#isSending = true;
		this.connection.send(bytes);
		if (this.#isPeer || this.connection.queued_bytes() === 0) {
			this.#allTaken();
		}

		return true;
	}

	#allTaken(): void {
		if (this.#isSending) {
			this.#isSending = false;
			this.#post({type: 'taken', id: this.#id});
		}
	}

	#forgotten(unsent_bytes: number): void {
		const lost_bytes = unsent_bytes + this.#late_bytes;
		this.#count(-this.#unread_bytes, -this.#unread_pieces);
		if (lost_bytes > 0) {
			this.connection.note(`${lost_bytes} bytes that the module sent were not delivered`);
		}
	}
}
