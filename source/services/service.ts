/** What a server answers. A service is one file that exports a `Service`, and one line in `table.ts`. */
import type {Address} from '../core/address.ts';
import type {Problem} from '../core/problem.ts';

/** A connection as a service sees it: the endpoint it answers through. */
export type ServiceConnection = {
	readonly name: string;
	/** The address at the other end. */
	readonly remote: string;
	/** Bytes sent that the system has not taken yet. */
	queued_bytes(): number;
	/** The bytes are copied: they may change afterwards. */
	send(bytes: Uint8Array): void;
	/** Stop and go on calling recv, apart from the person's own hold. */
	hold(): void;
	resume(): void;
	shutdown(): void;
	/** FIN both ways after what is queued; a datagram peer is forgotten. */
	close(): void;
	/** RST at once, dropping what is queued; a datagram peer is forgotten. */
	reset(): void;
	/** Puts a sentence for the person into the log, beside what the connection does. */
	note(message: string): void;
	/** The same for what went wrong in the service. */
	error(message: string): void;
};

/** An address that a datagram service has heard from. `hold`, `resume` and `shutdown` mean nothing to it. */
export type ServicePeer = ServiceConnection & {
	/** The port it sends from. */
	readonly port: number;
};

/** What a service wants to hear of one stream. Bytes are valid only during the call. */
export type StreamHandler = {
	received?(bytes: Uint8Array): void;
	/** The peer has sent FIN. */
	ended?(): void;
	/** Everything that waited has been taken by the system. */
	drained?(): void;
	/** It is gone; `errno` when it was lost or reset (`RST` by our side). For a datagram peer: it was forgotten, or the socket closed. */
	closed?(errno?: string): void;
};

/** The answer to one datagram, sent back to where it came from. */
export type DatagramHandler = {
	received(bytes: Uint8Array, reply: (bytes: Uint8Array) => void, peer: ServicePeer): void;
	/** A peer was forgotten, or the socket is closed. */
	left?(peer: ServicePeer): void;
	/** It never sends anything: no loop can come of it. */
	readonly isSilent?: boolean;
};

/** A service with its arguments read, ready for any number of connections. */
export type Serving = {
	stream(connection: ServiceConnection): StreamHandler;
	/** Absent: the service has no datagram form. */
	readonly datagram?: DatagramHandler;
	/** Absent: the service keeps nothing that would outlive its connections. */
	readonly process?: ServiceProcess;
};

/** A process of its own that answers for a service. */
export type ServiceProcess = {
	/** Its listener is open. */
	opened(listener: ServiceListener): void;
	/** Its listener is closed, or could not be opened; what that has accepted goes on. */
	closed(): void;
	readonly isRunning: boolean;
	/** It has not answered for a while: its code is in a loop, or waits for something. */
	readonly isSilent: boolean;
	/** Ends it at once, with its listener and connections; `why` is told. */
	stop(why?: string): void;
};

/** A listener, or a UDP socket that is one, as the process of a service sees it. */
export type ServiceListener = {
	readonly name: string;
	close(): void;
	/** Puts a sentence for the person into the log. */
	note(message: string): void;
	/** The same for what went wrong. */
	error(message: string): void;
};

export type Service = {
	readonly name: string;
	/** `greet [DATA…]` */
	readonly usage: string;
	readonly summary: string;
	/** Reads the words after the name; a problem's places count from the word of its index. */
	readonly serve: (words: readonly string[], tools: ServiceTools) => Served | Promise<Served>;
};

/** What reading the words comes to. */
export type Served = Serving | (Problem & {readonly word?: number});

/** What a service may use of the session. */
export type ServiceTools = {
	/** Where it is to listen, as asked. */
	readonly here: Address;
	/** Reads a DATA word: literals, files and the session's random bytes; a problem when it stands for more than `max_bytes`. */
	readonly data: (text: string, max_bytes?: number) => Uint8Array | Problem;
	/** Microseconds since 1970-01-01 UTC. */
	readonly now_us: () => number;
	/** So many of the session's random bytes, from its seed. */
	readonly random: (count: number) => Uint8Array;
	/** Calls `action` once after so many milliseconds; the answer takes that back. */
	readonly after: (duration_ms: number, action: () => void) => () => void;
	/** Opens a client that belongs to a service: an endpoint of its own in the log and the list, never the one that a line without a name means. False when that was refused, which the log tells. */
	readonly dial: (address: Address, name: string, opened: (connection: ServiceConnection) => StreamHandler) => Promise<boolean>;
};
