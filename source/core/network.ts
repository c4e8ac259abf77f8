/**
What the lab needs of the world: streams and datagrams. `source/sockets` has the real ones, `test/helpers/memory-network.ts` some that never leave memory; a link's conditions are endpoints around an endpoint.

An endpoint tells every call it makes through its observer's `fact`, in the order they were made, before anything that follows from it.
*/
import type {Address} from './address.ts';
import type {Fact} from './events.ts';

/** Options of a stream, on a listener for what it accepts. */
export type StreamOptions = {
	/** The most bytes one recv returns. */
	readonly recv_bytes: number;
	readonly nodelay?: boolean;
	readonly keepalive?: boolean;
};

export type StreamObserver = {
	fact(fact: Fact): void;
	/** A recv returned bytes. They are valid only during the call: copy what is to be kept. */
	received(bytes: Uint8Array, fact: Fact): void;
	/** A send was made of `bytes`, of which `fact.result` were accepted by the system. */
	sent(bytes: Uint8Array, fact: Fact): void;
	/** A recv returned 0: the peer has sent FIN. */
	ended(): void;
	/** Everything queued has been accepted by the system. */
	drained(): void;
	/** The file descriptor is closed. `errno` when the connection was lost or reset. */
	closed(errno?: string): void;
};

/** One connected stream socket. Every method may be called in any state; what makes no sense any more does nothing. */
export type StreamEndpoint = {
	/** The file descriptor, -1 where there is none. */
	readonly fd: number;
	readonly local: string;
	readonly remote: string;
	/** Bytes taken by `send` that the system has not accepted yet. */
	readonly queued_bytes: number;
	/** Hands over the bytes; they must not change afterwards. Nothing is lost: what the system does not take waits. */
	send(bytes: Uint8Array): void;
	/** The same with bytes that are valid only during the call. */
	sendCopy(bytes: Uint8Array): void;
	/** Stop calling recv. */
	hold(): void;
	/** Call recv again. */
	resume(): void;
	/** FIN after what is queued. */
	shutdown(): void;
	/** close(2) after what is queued, FIN both ways. */
	close(): void;
	/** RST at once, dropping what is queued. */
	reset(): void;
	/** close(2) at once, dropping what is queued: the session ends. */
	destroy(): void;
	set(options: Partial<StreamOptions>): void;
};

/** What a send is told as that comes after the end of our side was asked for: nothing is called, whether the FIN is out or on its way. */
export function afterFinFact(bytes: number): Fact {
	return {event: 'dropped', bytes, message: 'our side has sent FIN: nothing can be sent any more'};
}

export type ListenerObserver = {
	fact(fact: Fact): void;
	/** A connection was accepted; the returned observer hears all that happens to it. The endpoint begins held: `resume` starts it. */
	accepted(endpoint: StreamEndpoint): StreamObserver;
	closed(): void;
};

/** A socket that listens; what it accepts outlives it. */
export type Listener = {
	/** The address the system gave, with the chosen port. */
	readonly local: Address;
	close(): void;
	set(options: Partial<StreamOptions>): void;
};

/** Hears what happens to a UDP socket, as a StreamObserver does. */
export type DatagramObserver = {
	fact(fact: Fact): void;
	received(bytes: Uint8Array, remote: Address, fact: Fact): void;
	sent(bytes: Uint8Array, remote: Address, fact: Fact): void;
	closed(): void;
};

/** Of those that udp(7) and ip(7) know. */
export type DatagramOptions = {
	readonly ttl?: number;
	readonly broadcast?: boolean;
};

/** One UDP socket, connected or not. */
export type DatagramEndpoint = {
	readonly local: Address;
	/** Set when connected. */
	readonly remote?: Address;
	readonly queued_bytes: number;
	/** Datagrams for it that the system has dropped so far, because its receive buffer was full; undefined where the system does not say. */
	systemDrops?(): number | undefined;
	/** `to` is left out on a connected socket. */
	send(bytes: Uint8Array, to?: Address): void;
	hold(): void;
	resume(): void;
	close(): void;
	set(options: DatagramOptions): void;
	join(group: Address): void;
	leave(group: Address): void;
};

export type ListenRequest = StreamOptions & {readonly address: Address; readonly backlog: number};
export type ConnectRequest = StreamOptions & {readonly address: Address; readonly local?: Address; readonly timeout_ms: number};
export type DatagramRequest = DatagramOptions & {
	/** Where to bind; left out, the system chooses. */
	readonly local?: Address;
	/** Connect to this address. */
	readonly remote?: Address;
	/** Not connected to it, but where datagrams are to go: what the system chooses to bind can reach it. */
	readonly destination?: Address;
};

/** A refusal is a fact that was told; the promise then answers `undefined`. */
export type Network = {
	listen(request: ListenRequest, observer: ListenerObserver): Promise<Listener | undefined>;
	connect(request: ConnectRequest, observer: (endpoint: StreamEndpoint) => StreamObserver, fact: (fact: Fact) => void, signal: AbortSignal): Promise<StreamEndpoint | undefined>;
	datagram(request: DatagramRequest, observer: DatagramObserver): Promise<DatagramEndpoint | undefined>;
};
