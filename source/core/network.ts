/**
The interface between the lab and the network: streams and datagrams. `source/sockets` implements it with real sockets,
`test/helpers/memory-network.ts` in memory; layers such as a link lie between an endpoint and its user (`stack.ts`).

An endpoint reports every call it makes to its observer's `fact`, in order, before any consequence of the call. A fact
passes every layer of a stack at once; bytes and ends may be held on their way up.
*/
import type {Address} from './address.ts';
import type {Fact} from './events.ts';
import type {Loan} from './loan.ts';

/** Options of a stream; on a listener, of the connections it accepts. */
export type StreamOptions = {
	/** The most bytes one recv returns. */
	readonly recv_bytes: number;
	/** What was received stays as it is while the stream is held: it has a buffer of its own. */
	readonly ownBuffer?: boolean;
	readonly nodelay?: boolean;
	readonly keepalive?: boolean;
	/** The byte of IP_TOS or IPV6_TCLASS: ip(7), ipv6(7). */
	readonly tos?: number;
};

export type StreamObserver = {
	/**
	An event. `bytes` are those of a recv that returned some, of a send that was made (`fact.result` of them were accepted
	by the system), or of a datagram that no send or recv shows. They are valid only during the call.
	*/
	fact(fact: Fact, bytes?: Uint8Array): void;
	/**
	Bytes to read, after the fact of their recv. They are valid only during the call: copy what you keep. With `ownBuffer`,
	also while the stream is held.
	*/
	received(bytes: Uint8Array): void;
	/** A recv returned 0: the peer has sent FIN. */
	ended(): void;
	/** Everything queued has been accepted by the system. */
	drained(): void;
	/** The file descriptor is closed. `errno` when the connection was lost or reset. */
	closed(errno?: string): void;
};

/** Makes bytes stay as they are until the loan ends; undefined where they have to be copied. */
export type Lend = (bytes: Uint8Array) => Loan | undefined;

/** One connected stream socket. Every method may be called in any state; calls that no longer apply do nothing. */
export type StreamEndpoint = {
	/** The file descriptor, -1 where there is none. */
	readonly fd: number;
	readonly local: string;
	readonly remote: string;
	/** Bytes taken by `send` that the system has not accepted yet. */
	readonly queued_bytes: number;
	/** Bytes that the system has received and no recv has returned; undefined where it does not say. */
	unreadBytes?(): number | undefined;
	/** False once the peer has reset it: nothing else tells where the peer's FIN has come and nothing is sent. */
	isConnected?(): boolean;
	/** Sends the bytes, which must not change afterwards. What the system does not accept is queued. */
	send(bytes: Uint8Array): void;
	/** The same with bytes that are valid only during the call, or longer by what `lend` answers, if it does. */
	sendCopy(bytes: Uint8Array, lend?: Lend): void;
	/** Stops calling recv. */
	hold(): void;
	/** Calls recv again. */
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

/** The event of a send after `shutdown`: no call is made, whether the FIN has been sent or is still queued. */
export function afterFinFact(bytes: number): Fact {
	return {event: 'dropped', bytes, message: 'our side has sent FIN: nothing can be sent any more'};
}

export type ListenerObserver = {
	fact(fact: Fact): void;
	/** A connection was accepted; the returned observer gets its events. The endpoint begins held: `resume` starts it. */
	accepted(endpoint: StreamEndpoint): StreamObserver;
	closed(): void;
};

/** What waits in the backlog of a listener, and how much may; the system does not answer more. */
export type Waiting = {readonly connections: number; readonly max_connections: number};

/** A listening socket; accepted connections outlive it. */
export type Listener = {
	/** The address the system gave, with the chosen port. */
	readonly local: Address;
	/** Stops calling accept: connections wait in the backlog. Resolves when that is so, or was told as an error. */
	hold(): Promise<void>;
	/** Calls accept again, first for those that wait. Resolves when accept is called. */
	resume(): Promise<void>;
	/** What waits to be accepted; undefined where the system does not say. */
	waiting(): Waiting | undefined;
	close(): void;
	set(options: Partial<StreamOptions>): void;
};

/** Gets the events of a UDP socket. */
export type DatagramObserver = {
	/** `remote`: where the datagram of a recv came from. */
	fact(fact: Fact, bytes?: Uint8Array, remote?: Address): void;
	/** The bytes of one datagram, which nobody changes afterwards. */
	received(bytes: Uint8Array, remote: Address): void;
	closed(): void;
};

/** Socket options of udp(7) and ip(7). */
export type DatagramOptions = {
	readonly ttl?: number;
	readonly broadcast?: boolean;
};

/** One UDP socket, connected or not. */
export type DatagramEndpoint = {
	readonly local: Address;
	/** Set when connected. */
	readonly remote?: Address | undefined;
	readonly queued_bytes: number;
	/**
	Datagrams that the system has dropped because the receive buffer was full; undefined where the system does not say.
	*/
	systemDrops?(): number | undefined;
	/** `to` is left out on a connected socket. The bytes must not change afterwards. */
	send(bytes: Uint8Array, to?: Address): void;
	hold(): void;
	resume(): void;
	/** close(2), once the result of each send is known. */
	close(): void;
	/** The same; what a layer above still has is dropped: the session ends. */
	destroy(): void;
	set(options: DatagramOptions): void;
	join(group: Address): void;
	leave(group: Address): void;
};

export type ListenRequest = StreamOptions & {
	readonly address: Address;
	readonly backlog: number;
	/** False: accept is held from the beginning. */
	readonly accept?: boolean;
};
export type ConnectRequest = StreamOptions & {
	readonly address: Address;
	readonly local?: Address;
	readonly timeout_ms: number;
};
export type DatagramRequest = DatagramOptions & {
	/** Where to bind; left out, the system chooses. */
	readonly local?: Address;
	/** Connect to this address. */
	readonly remote?: Address;
	/** Where datagrams will be sent, without connecting: decides which local address is bound. */
	readonly destination?: Address;
};

/** When the network refuses, the observer gets the event and the promise resolves to `undefined`. */
export type Network = {
	listen(request: ListenRequest, observer: ListenerObserver): Promise<Listener | undefined>;
	connect(
		request: ConnectRequest,
		observer: (endpoint: StreamEndpoint) => StreamObserver,
		fact: (fact: Fact) => void,
		signal: AbortSignal,
	): Promise<StreamEndpoint | undefined>;
	datagram(
		request: DatagramRequest,
		observer: (endpoint: DatagramEndpoint) => DatagramObserver,
		fact: (fact: Fact) => void,
	): Promise<DatagramEndpoint | undefined>;
};
