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
	/** Whose service it is. */
	readonly stream: ServedStream;
	#handler: StreamHandler = {};
	/** The service was made to wait because the output is full. */
	#owesDrained = false;

	constructor(stream: ServedStream) {
		this.stream = stream;
	}

	/** Lets the service speak first if it wants to. */
	start(serving: Serving | undefined): void {
		this.#handler = serving?.stream(new ServedConnection(this)) ?? {};
	}

	received(bytes: Uint8Array): void {
		this.#handler.received?.(bytes);
	}

	/** Everything sent has been taken. */
	drained(): void {
		this.#owesDrained = this.stream.isOutputFull;
		if (!this.#owesDrained) {
			this.#handler.drained?.();
		}
	}

	/** The output may take more again. */
	resumed(): void {
		if (this.#owesDrained && this.stream.queued_bytes === 0) {
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

	/** Not 0 while it waits, for the peer or for the output. */
	queued_bytes(): number {
		const {isOutputFull, queued_bytes} = this.stream;
		this.#owesDrained ||= isOutputFull;
		return this.#owesDrained ? Math.max(1, queued_bytes) : queued_bytes;
	}
}

/** The connection as its service sees it. A class, because closures for each connection took 0.6 KB more. */
class ServedConnection implements ServiceConnection {
	readonly #service: StreamService;
	readonly #stream: ServedStream;

	constructor(service: StreamService) {
		this.#service = service;
		this.#stream = service.stream;
	}

	get name(): string {
		return this.#stream.name;
	}

	get remote(): string {
		return this.#stream.remote;
	}

	queued_bytes(): number {
		return this.#service.queued_bytes();
	}

	send(bytes: Uint8Array): void {
		this.#stream.endpoint?.sendCopy(bytes, this.#stream.lend);
	}

	hold(): void {
		this.#stream.holdFor('service');
	}

	resume(): void {
		this.#stream.resumeFor('service');
	}

	shutdown(): void {
		this.#stream.endpoint?.shutdown();
	}

	close(): void {
		this.#stream.endpoint?.close();
	}

	reset(): void {
		this.#stream.endpoint?.reset();
	}

	note(message: string): void {
		this.#stream.tell({event: 'note', message});
	}

	error(message: string): void {
		this.#stream.tell({event: 'error', message});
	}
}
