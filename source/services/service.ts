/** The interface of a service: one file that exports a `Service`, and one line in `table.ts`. */
import type {Address} from '../core/address.ts';
import type {Problem} from '../core/problem.ts';

/** A connection as a service sees it. */
export type ServiceConnection = {
	readonly name: string;
	/** The address at the other end. */
	readonly remote: string;
	/** Bytes sent that the system has not accepted yet. */
	queued_bytes(): number;
	/** The bytes are copied: they may change afterwards. */
	send(bytes: Uint8Array): void;
	/** Stops calling recv until `resume`; independent of the user's `hold`. */
	hold(): void;
	resume(): void;
	shutdown(): void;
	/** FIN both ways after what is queued; a datagram peer is forgotten. */
	close(): void;
	/** RST at once, dropping what is queued; a datagram peer is forgotten. */
	reset(): void;
	/** Writes a sentence to the log. */
	note(message: string): void;
	/** The same for an error in the service. */
	error(message: string): void;
};

/** An address that a datagram service has received from. `hold`, `resume` and `shutdown` do nothing. */
export type ServicePeer = ServiceConnection & {
	/** The port it sends from. */
	readonly port: number;
};

/** The callbacks of a service for one stream. Bytes are valid only during the call. */
export type StreamHandler = {
	received?(bytes: Uint8Array): void;
	/** The peer has sent FIN. */
	ended?(): void;
	/** Everything queued has been accepted by the system. */
	drained?(): void;
	/**
	It is closed; `errno` when it was lost or reset (`RST` when by our side). For a datagram peer: it was forgotten, or the
	socket closed.
	*/
	closed?(errno?: string): void;
};

/** The callbacks of a service for datagrams. */
export type DatagramHandler = {
	/**
	The bytes are the service's own: nobody changes them afterwards. `reply` sends to the address that the datagram came
	from; what it is given must not change afterwards either.
	*/
	received(bytes: Uint8Array, reply: (bytes: Uint8Array) => void, peer: ServicePeer): void;
	/** A peer was forgotten, or the socket is closed. */
	left?(peer: ServicePeer): void;
	/** It never sends, so it cannot be part of a loop. */
	readonly isSilent?: boolean;
};

/** A service with its arguments parsed, for any number of connections. */
export type Serving = {
	stream(connection: ServiceConnection): StreamHandler;
	/** Absent: the service has no datagram form. */
	readonly datagram?: DatagramHandler;
	/** Absent: the service has no process of its own. */
	readonly process?: ServiceProcess;
};

/** A separate process that runs a service. */
export type ServiceProcess = {
	/** Its listener is open. */
	opened(listener: ServiceListener): void;
	/** Its listener is closed, or could not be opened; accepted connections continue. */
	closed(): void;
	readonly isRunning: boolean;
	/** It has not answered for a while: its code is in a loop, or blocked. */
	readonly isSilent: boolean;
	/** Ends it at once, with its listener and connections; `why` is logged. */
	stop(why?: string): void;
};

/** A listener, or a listening UDP socket, as the process of a service sees it. */
export type ServiceListener = {
	readonly name: string;
	close(): void;
	/** Writes a sentence to the log. */
	note(message: string): void;
	/** The same for an error. */
	error(message: string): void;
};

export type Service = {
	readonly name: string;
	/** `greet [DATA…]` */
	readonly usage: string;
	readonly summary: string;
	/** What else there is to know, in sentences, for the help. */
	readonly details?: readonly string[];
	/** A line that begins it; left out where the name alone is enough. */
	readonly example?: string;
	/** What its first argument is. */
	readonly argument?: 'address' | 'data' | 'path';
	/** Parses the arguments; the place of a problem counts from the beginning of its `word`. */
	readonly serve: (words: readonly string[], tools: ServiceTools) => Served | Promise<Served>;
};

/** The result of `serve`. */
export type Served = Serving | (Problem & {readonly word?: number});

/** What a session provides to a service. */
export type ServiceTools = {
	/** The address to listen on, as given. */
	readonly here: Address;
	/**
	Evaluates a DATA word: literals, files and the session's random bytes; a problem when it is more than `max_bytes`.
	*/
	readonly data: (text: string, max_bytes?: number) => Uint8Array | Problem;
	/** Microseconds since 1970-01-01 UTC. */
	readonly now_us: () => number;
	/** Random bytes from the session's seed. */
	readonly random: (count: number) => Uint8Array;
	/** Calls `action` once after so many milliseconds; the returned function cancels it. */
	readonly after: (duration_ms: number, action: () => void) => () => void;
	/**
	Opens a client that belongs to a service: an endpoint in the log and the list, but never the current one of a pane.
	Resolves to false when the connection was refused, which is logged.
	*/
	readonly dial: (
		address: Address,
		name: string,
		opened: (connection: ServiceConnection) => StreamHandler,
	) => Promise<boolean>;
};
