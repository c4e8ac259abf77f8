/** A network that never leaves memory, with the manners of the real one: every test that is not about sockets runs on it. */
import {setImmediate as nextTurn} from 'node:timers';
import {formatAddress, type Address, type InternetAddress} from '../../source/core/address.ts';
import type {CallName, Fact} from '../../source/core/events.ts';
import type {DatagramEndpoint, DatagramObserver, Listener, ListenerObserver, ListenRequest, Network, StreamObserver, StreamOptions} from '../../source/core/network.ts';
import {MemoryStream} from './memory-stream.ts';

type Listening = {
	readonly address: Address;
	readonly request: ListenRequest;
	readonly observer: ListenerObserver;
	/** While accept is held: those who wait. */
	backlog?: Array<{readonly accept: () => void; readonly server: MemoryStream}> | undefined;
};

/** Of a connection that waits to be accepted. */
const unobserved: StreamObserver = {
	fact: () => undefined, received: () => undefined, ended: () => undefined, drained: () => undefined, closed: () => undefined,
};

/** A network of its own for each call. */
export function memoryNetwork(): Network {
	const listeners = new Map<string, Listening>();
	const datagrams = new Map<string, {readonly deliver: (bytes: Uint8Array, from: Address) => void}>();
	let port = 50_000;
	const chosen = (address: Address): Address => address.transport !== 'unix' && address.port === 0 ? {...address, port: ++port} : address;
	const stream = [{event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3}] as const;

	return {
		async listen(request, observer): Promise<Listener | undefined> {
			const address = chosen(request.address);
			const name = formatAddress(address);
			tellAll(observer, [...stream, {event: 'setsockopt', args: 'SO_REUSEADDR, 1', result: 0}]);
			if (listeners.has(name)) {
				tellAll(observer, [{event: 'bind', args: name, errno: 'EADDRINUSE'}, {event: 'close', result: 0}]);
				return undefined;
			}

			tellAll(observer, [{event: 'bind', args: name, result: 0}, {event: 'listen', args: String(request.backlog), result: 0, local: name}]);
			const listening: Listening = {address, request, observer};
			listeners.set(name, listening);
			const listener: Listener = {
				local: address,
				async hold() {
					listening.backlog ??= [];
					tellAll(observer, [{event: 'held', message: 'accept is not called until resume: connections wait in the backlog'}]);
				},
				async resume() {
					const waiting = listening.backlog ?? [];
					listening.backlog = undefined;
					tellAll(observer, [{event: 'resumed'}]);
					for (const {accept} of waiting) {
						accept();
					}
				},
				waiting: () => ({connections: listening.backlog?.length ?? 0, max_connections: request.backlog + 1}),
				close() {
					if (!listeners.delete(name)) {
						return;
					}

					tellAll(observer, [{event: 'close', result: 0}]);
					for (const {server} of listening.backlog ?? []) {
						server.reset();
					}

					observer.closed();
				},
				set(options: Partial<StreamOptions>) {
					Object.assign(request, options);
				},
			};
			if (request.accept === false) {
				await listener.hold();
			}

			return listener;
		},

		async connect(request, observe, tell) {
			const remote = formatAddress(request.address);
			const listening = listeners.get(remote);
			for (const fact of stream) {
				tell(fact);
			}

			if (listening === undefined) {
				tell({event: 'connect', args: remote, errno: 'ECONNREFUSED', remote});
				tell({event: 'close', result: 0});
				return undefined;
			}

			const local = formatAddress({transport: 'tcp', host: '127.0.0.1', port: ++port});
			const client = new MemoryStream({local, remote, recv_bytes: request.recv_bytes});
			const server = new MemoryStream({local: remote, remote: local, recv_bytes: listening.request.recv_bytes});
			client.join(server);
			tell({event: 'connect', args: remote, result: 0, local, remote, elapsed_us: 0});
			client.observer = observe(client);
			server.observer = unobserved;
			const accept = () => {
				server.observer = listening.observer.accepted(server);
			};

			if (listening.backlog === undefined) {
				accept();
			} else {
				listening.backlog.push({accept, server});
			}

			return client;
		},

		async datagram(request, observe, fact) {
			const asked: Address = request.local ?? {transport: 'udp', host: '127.0.0.1', port: 0};
			const local = chosen(asked) as InternetAddress;
			const name = formatAddress(local);
			const opening = {fact};
			tellAll(opening, [{event: 'socket', args: 'AF_INET, SOCK_DGRAM', result: 3}]);
			if (datagrams.has(name)) {
				tellAll(opening, [{event: 'bind', args: name, errno: 'EADDRINUSE'}, {event: 'close', result: 0}]);
				return undefined;
			}

			tellAll(opening, [{event: 'bind', args: formatAddress(asked), result: 0, local: name}]);
			if (request.remote !== undefined) {
				tellAll(opening, [{event: 'connect', args: formatAddress(request.remote), result: 0}]);
			}

			return memoryDatagrams({datagrams, local, observe, ...(request.remote !== undefined && {remote: request.remote})});
		},
	};
}

type DatagramPlace = {
	readonly datagrams: Map<string, {readonly deliver: (bytes: Uint8Array, from: Address) => void}>;
	readonly local: Address;
	readonly remote?: Address;
	readonly observe: (endpoint: DatagramEndpoint) => DatagramObserver;
};

function memoryDatagrams({datagrams, local, remote, observe}: DatagramPlace): DatagramEndpoint {
	const name = formatAddress(local);
	const named = (call: CallName): Partial<Fact> => remote === undefined ? {call} : {};
	let isHeld = false;
	const waiting: Array<() => void> = [];
	const place = {
		deliver(bytes: Uint8Array, from: Address) {
			const receive = () => {
				observer.fact({event: 'recv', ...named('recvfrom'), asked: 65_536, result: bytes.length, remote: formatAddress(from)}, bytes, from);
				observer.received(bytes, from);
			};

			if (isHeld) {
				waiting.push(receive);
			} else {
				receive();
			}
		},
	};
	datagrams.set(name, place);
	const endpoint: DatagramEndpoint = {
		local,
		...(remote !== undefined && {remote}),
		queued_bytes: 0,
		send(bytes, to) {
			if (datagrams.get(name) !== place) {
				return;
			}

			const where = remote ?? to!;
			const address = formatAddress(where);
			observer.fact({event: 'send', ...named('sendto'), asked: bytes.length, result: bytes.length, remote: address}, bytes);
			const there = datagrams.get(address);
			const taken = Uint8Array.from(bytes);
			nextTurn(() => {
				if (there !== undefined) {
					there.deliver(taken, local);
				} else if (remote !== undefined && datagrams.get(name) === place) {
					observer.fact({event: 'recv', asked: 65_536, errno: 'ECONNREFUSED', remote: address});
				}
			});
		},
		hold() {
			isHeld = true;
		},
		resume() {
			isHeld = false;
			for (const receive of waiting.splice(0)) {
				receive();
			}
		},
		close() {
			if (datagrams.get(name) !== place) {
				return;
			}

			datagrams.delete(name);
			observer.fact({event: 'close', result: 0});
			observer.closed();
		},
		destroy() {
			this.close();
		},
		set: () => undefined,
		join: () => undefined,
		leave: () => undefined,
	};
	const observer = observe(endpoint);
	return endpoint;
}

function tellAll(observer: {fact(fact: Fact): void}, facts: readonly Fact[]): void {
	for (const fact of facts) {
		observer.fact(fact);
	}
}
