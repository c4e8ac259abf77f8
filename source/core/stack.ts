/**
A stack of layers between an endpoint and its user.

```text
   user            observer
    │ calls           ▴ facts, bytes, ends
    ▾                 │
  layer: its own endpoint below, its own observer above
    │                 ▴
    ▾                 │
  layer
    │                 ▴
    ▾                 │
  socket              (its observer is the lowest layer)
```

To the user a stack is an endpoint like any other; to a socket it is one observer. A layer passes every call down and
every event up, and overrides what it changes: one that encrypts overrides `send` and `received`.

A stack begins held, as its socket does, and nobody calls the socket before `resume`: a layer that has something to say
first, a handshake, says it then.
*/
import type {Address} from './address.ts';
import type {Fact} from './events.ts';
import type {
	DatagramEndpoint,
	DatagramObserver,
	DatagramOptions,
	Lend,
	StreamEndpoint,
	StreamObserver,
	StreamOptions,
} from './network.ts';

/** `below` and `above` are set by `stack`, before anything else is called. */
type Layer<Endpoint, Observer> = Endpoint & Observer & {below: Endpoint; above: Observer};

/** What the user of a stack calls, and what its socket reports to. */
type Stack<Endpoint, Observer> = {readonly endpoint: Endpoint; readonly observer: Observer};

function stack<Endpoint, Observer>(
	socket: Endpoint,
	layers: ReadonlyArray<Layer<Endpoint, Observer>>,
	user: Observer,
): Stack<Endpoint, Observer> {
	for (const [index, layer] of layers.entries()) {
		layer.below = layers[index - 1] ?? socket;
		layer.above = layers[index + 1] ?? user;
	}

	return {endpoint: layers.at(-1) ?? socket, observer: layers[0] ?? user};
}

/** Puts `layers` between a stream and its user, the lowest first. */
export const streamStack = stack<StreamEndpoint, StreamObserver>;

/** Puts `layers` between a datagram socket and its user, the lowest first. */
export const datagramStack = stack<DatagramEndpoint, DatagramObserver>;

/** A layer of a stream that changes nothing. */
export class StreamLayer implements StreamEndpoint, StreamObserver {
	below!: StreamEndpoint;
	above!: StreamObserver;

	get fd(): number {
		return this.below.fd;
	}

	get local(): string {
		return this.below.local;
	}

	get remote(): string {
		return this.below.remote;
	}

	get queued_bytes(): number {
		return this.below.queued_bytes;
	}

	unreadBytes(): number | undefined {
		return this.below.unreadBytes?.();
	}

	send(bytes: Uint8Array): void {
		this.below.send(bytes);
	}

	sendCopy(bytes: Uint8Array, lend?: Lend): void {
		this.below.sendCopy(bytes, lend);
	}

	hold(): void {
		this.below.hold();
	}

	resume(): void {
		this.below.resume();
	}

	shutdown(): void {
		this.below.shutdown();
	}

	close(): void {
		this.below.close();
	}

	reset(): void {
		this.below.reset();
	}

	destroy(): void {
		this.below.destroy();
	}

	set(options: Partial<StreamOptions>): void {
		this.below.set(options);
	}

	fact(fact: Fact, bytes?: Uint8Array): void {
		this.above.fact(fact, bytes);
	}

	received(bytes: Uint8Array): void {
		this.above.received(bytes);
	}

	ended(): void {
		this.above.ended();
	}

	drained(): void {
		this.above.drained();
	}

	closed(errno?: string): void {
		this.above.closed(errno);
	}
}

/** A layer of a datagram socket that changes nothing. */
export class DatagramLayer implements DatagramEndpoint, DatagramObserver {
	below!: DatagramEndpoint;
	above!: DatagramObserver;

	get local(): Address {
		return this.below.local;
	}

	get remote(): Address | undefined {
		return this.below.remote;
	}

	get queued_bytes(): number {
		return this.below.queued_bytes;
	}

	systemDrops(): number | undefined {
		return this.below.systemDrops?.();
	}

	send(bytes: Uint8Array, to?: Address): void {
		this.below.send(bytes, to);
	}

	hold(): void {
		this.below.hold();
	}

	resume(): void {
		this.below.resume();
	}

	close(): void {
		this.below.close();
	}

	destroy(): void {
		this.below.destroy();
	}

	set(options: DatagramOptions): void {
		this.below.set(options);
	}

	join(group: Address): void {
		this.below.join(group);
	}

	leave(group: Address): void {
		this.below.leave(group);
	}

	fact(fact: Fact, bytes?: Uint8Array, remote?: Address): void {
		this.above.fact(fact, bytes, remote);
	}

	received(bytes: Uint8Array, remote: Address): void {
		this.above.received(bytes, remote);
	}

	closed(): void {
		this.above.closed();
	}
}
