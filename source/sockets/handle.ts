/**
The few things that Node knows of a socket and has no public name for: its file descriptor, what libuv has not written
yet, and the accepted handle before Node begins to read from it.

Everything of sockplay that leans on Node's inside is in this file, and for UDP in `datagram-handle.ts`.
*/
import net from 'node:net';
import process from 'node:process';

type StreamHandle = {
	readonly fd: number;
	readonly writeQueueSize: number;
	/**
	Both make their setsockopt(2) every time they are called; those of net.Socket only when the value is another than the
	last.
	*/
	setNoDelay(on: boolean): number;
	setKeepAlive(on: boolean, delay_s: number): number;
	/** Where `setsTypeOfService`. */
	setTypeOfService?(tos: number): number;
	close(): void;
	/** Answers 0 or a negative errno. */
	getpeername?(into: Record<string, unknown>): number;
	connect?: ConnectCall;
	connect6?: ConnectCall;
	onconnection?: (status: number, handle: StreamHandle | undefined) => void;
};

/** Whether this Node sets IP_TOS and IPV6_TCLASS of a TCP socket: 26 does, 22 does not. */
export const setsTypeOfService = 'setTypeOfService' in net.Socket.prototype;

type ConnectCall = (...args: unknown[]) => number;

/** What accept(2) returned, not yet a socket of Node. */
export type AcceptedHandle = StreamHandle;

/** The handle of a listening socket. */
export type ListeningHandle = {readonly fd: number; close(): void};

/** The libuv handle under a socket or a server; undefined once it is closed. */
export function handleOf(socket: net.Socket | net.Server): StreamHandle | undefined {
	return (socket as unknown as {_handle?: StreamHandle | undefined})._handle ?? undefined;
}

/**
Calls `called` with the file descriptor once socket(2) and connect(2) were made for a `connect`; -1 where there is none.

libuv makes the descriptor within the very call that also closes it again when connect(2) fails at once: before it and
after it there is nothing to be seen.
*/
export function onConnectCall(socket: net.Socket, called: (fd: number) => void): void {
	socket.once('connectionAttempt', () => {
		const handle = handleOf(socket);
		for (const name of ['connect', 'connect6'] as const) {
			const call = handle?.[name];
			if (handle !== undefined && call !== undefined) {
				handle[name] = (...args) => {
					const status = call.apply(handle, args);
					called(handle.fd);
					return status;
				};
			}
		}
	});
}

/**
Takes over accepting: `accepted` is called with each handle that accept(2) returned, before anything was read, or with a
negative errno.

Node's own `connection` event comes with reading already set up, in chunks of its choice; a recv of a chosen size needs
the handle.
*/
export function onAccept(server: net.Server, accepted: (handle: AcceptedHandle | number) => void): void {
	handleOf(server)!.onconnection = (status, handle) => {
		accepted(handle ?? status);
	};
}

type ListenCall = {
	_listen2?(host: string, port: number, family: 4 | 6, backlog: number, fd: undefined, flags: number): void;
};

/** UV_TCP_IPV6ONLY of libuv. */
const v6only_flag = 1;

/**
listen() at a numeric address: as `server.listen`, less what that does before it makes the calls. It looks for
link-local addresses with an expression that takes 8 ms to compile, and loads node:cluster and node:child_process, 4 ms.
*/
export function listenAt(server: net.Server, {host, port, v6only, backlog}: {
	readonly host: string;
	readonly port: number;
	readonly v6only: boolean;
	readonly backlog: number;
}): void {
	const calls = server as ListenCall;
	if (calls._listen2 === undefined) {
		server.listen({host, port, ipv6Only: v6only, backlog});
	} else {
		calls._listen2(host, port, net.isIPv4(host) ? 4 : 6, backlog, undefined, v6only ? v6only_flag : 0);
	}
}

/** A server on a socket that listens already. listen(2) is called again: with the same `backlog` it changes nothing. */
export function serverOn(handle: ListeningHandle, backlog: number): net.Server {
	return net.createServer().listen(handle, backlog);
}

/** A socket around an accepted handle. It does not read until it is resumed. */
export function socketOf(handle: AcceptedHandle, options: net.SocketConstructorOpts & {onread: unknown}): net.Socket {
	const inner: unknown = {...options, handle, pauseOnCreate: true};
	return new net.Socket(inner as net.SocketConstructorOpts);
}

/** A socket or pipe that is open already, as file descriptor `fd`. It does not read until it is resumed. */
export function unreadSocket(fd: number, onread: net.OnReadOpts): net.Socket {
	const inner: unknown = {fd, readable: true, writable: false, onread, manualStart: true};
	return new net.Socket(inner as net.SocketConstructorOpts);
}

type TcpBinding = {readonly TCP: new (type: number) => StreamHandle & {open(fd: number): number}};

/**
A handle that waits for a file descriptor of any kind with poll(2): only that of TCP takes what it is given. Undefined
where Node has none to give.
*/
export function pollingHandle(fd: number): StreamHandle | undefined {
	const binding = Reflect.get(process, 'binding') as (name: string) => TcpBinding;
	try {
		const {TCP: Handle} = binding('tcp_wrap');
		const handle = new Handle(0);
		return handle.open(fd) === 0 ? handle : undefined;
	} catch {
		return undefined;
	}
}
