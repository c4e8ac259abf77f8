/** What a server answers. A service is one file that exports a `Service`, and one line in `table.ts`. */
import type {Problem} from '../core/problem.ts';

/** A connection as a service sees it: the endpoint it answers through. */
export type ServiceConnection = {
	readonly name: string;
	/** Bytes sent that the system has not taken yet. */
	queued_bytes(): number;
	/** The bytes are copied: they may change afterwards. */
	send(bytes: Uint8Array): void;
	/** Stop and go on calling recv, apart from the person's own hold. */
	hold(): void;
	resume(): void;
	shutdown(): void;
	close(): void;
};

/** What a service wants to hear of one stream. Bytes are valid only during the call. */
export type StreamHandler = {
	received?(bytes: Uint8Array): void;
	/** The peer has sent FIN. */
	ended?(): void;
	/** Everything that waited has been taken by the system. */
	drained?(): void;
};

/** The answer to one datagram, sent back to where it came from. */
export type DatagramHandler = {
	received(bytes: Uint8Array, reply: (bytes: Uint8Array) => void): void;
};

/** A service with its arguments read, ready for any number of connections. */
export type Serving = {
	stream(connection: ServiceConnection): StreamHandler;
	datagram: DatagramHandler;
};

export type Service = {
	readonly name: string;
	/** `greet [DATA…]` */
	readonly usage: string;
	readonly summary: string;
	/** Reads the words after the name; a problem's places count from the word of its index. */
	readonly serve: (words: readonly string[], tools: ServiceTools) => Serving | (Problem & {readonly word?: number});
};

/** What a service may use of the session. */
export type ServiceTools = {
	/** Reads a DATA word: literals, files and the session's random bytes. */
	readonly data: (text: string) => Uint8Array | Problem;
};
