import type {Fact} from '../../core/events.ts';
import type {Lend, StreamEndpoint} from '../../core/network.ts';
import type {ServiceConnection, Serving, StreamHandler} from '../../services/service.ts';

/** What the service of a stream needs of it. */
type ServedStream = {
	readonly name: string;
	readonly remote: string;
	readonly queued_bytes: number;
	/** Whether the stream is not read because the output is full. */
	readonly isOutputFull: boolean;
	/** Where what it received is kept: what a service sends of that needs no copy. */
	readonly lend: Lend;
	tell(fact: Fact): void;
	readonly endpoint: StreamEndpoint | undefined;
	holdFor(reason: 'service'): void;
	resumeFor(reason: 'service'): void;
};

/**
The service of one stream: the connection it is given, and the handler it answers with.

To a service, an output that is full looks like a peer that does not read, as what it sends would have to be printed,
too: something waits, and `drained` follows when the output takes more.
*/
export class StreamService {
	readonly #stream: ServedStream;
	#handler: StreamHandler = {};
	/** The service was made to wait because the output is full. */
	#owesDrained = false;

	constructor(stream: ServedStream) {
		this.#stream = stream;
	}

	/** Lets the service speak first if it wants to. */
	start(serving: Serving | undefined): void {
		this.#handler = serving?.stream(this.#connection()) ?? {};
	}

	received(bytes: Uint8Array): void {
		this.#handler.received?.(bytes);
	}

	/** Everything sent has been taken. */
	drained(): void {
		this.#owesDrained = this.#stream.isOutputFull;
		if (!this.#owesDrained) {
			this.#handler.drained?.();
		}
	}

	/** The output may take more again. */
	resumed(): void {
		if (this.#owesDrained && this.#stream.queued_bytes === 0) {
			this.drained();
		}
	}

	/** The peer has sent FIN. False when the service does not answer to that. */
	ended(): boolean {
		this.#handler.ended?.();
		return this.#handler.ended !== undefined;
	}

	closed(errno: string | undefined): void {
		this.#handler.closed?.(errno);
	}

	#queued_bytes(): number {
		const {isOutputFull, queued_bytes} = this.#stream;
		this.#owesDrained ||= isOutputFull;
		return this.#owesDrained ? Math.max(1, queued_bytes) : queued_bytes;
	}

	#connection(): ServiceConnection {
		const stream = this.#stream;
		return {
			name: stream.name,
			remote: stream.remote,
			queued_bytes: () => this.#queued_bytes(),
			send(bytes) {
				stream.endpoint?.sendCopy(bytes, stream.lend);
			},
			hold() {
				stream.holdFor('service');
			},
			resume() {
				stream.resumeFor('service');
			},
			shutdown() {
				stream.endpoint?.shutdown();
			},
			close() {
				stream.endpoint?.close();
			},
			reset() {
				stream.endpoint?.reset();
			},
			note(message) {
				stream.tell({event: 'note', message});
			},
			error(message) {
				stream.tell({event: 'error', message});
			},
		};
	}
}
