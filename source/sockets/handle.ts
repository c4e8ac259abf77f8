/**
The few things that Node knows of a socket and has no public name for: its file descriptor, what libuv has not written yet, and the accepted handle before Node begins to read from it.

Everything of sockplay that leans on Node's inside is in this file.
*/
import net from 'node:net';
import type dgram from 'node:dgram';

type StreamHandle = {
	readonly fd: number;
	readonly writeQueueSize: number;
	onconnection?: (status: number, handle: StreamHandle | undefined) => void;
};

export type AcceptedHandle = StreamHandle;

/** The libuv handle under a socket or a server; undefined once it is closed. */
export function handleOf(socket: net.Socket | net.Server): StreamHandle | undefined {
	return (socket as unknown as {_handle?: StreamHandle | undefined})._handle ?? undefined;
}

/**
Takes over accepting: `accepted` is called with each handle that accept(2) returned, before anything was read, or with a negative errno.

Node's own `connection` event comes with reading already set up, in chunks of its choice; a recv of a chosen size needs the handle.
*/
export function onAccept(server: net.Server, accepted: (handle: AcceptedHandle | number) => void): void {
	handleOf(server)!.onconnection = (status, handle) => {
		accepted(handle ?? status);
	};
}

/** A socket around an accepted handle. It does not read until it is resumed. */
export function socketOf(handle: AcceptedHandle, options: net.SocketConstructorOpts & {onread: unknown}): net.Socket {
	const inner: unknown = {...options, handle, pauseOnCreate: true};
	return new net.Socket(inner as net.SocketConstructorOpts);
}

type DatagramHandle = {readonly fd: number; recvStart(): number; recvStop(): number};

/** The libuv handle under a datagram socket: the only key of its state that is a symbol, an object and has a `handle`. */
export function datagramHandleOf(socket: dgram.Socket): DatagramHandle | undefined {
	for (const key of Object.getOwnPropertySymbols(socket)) {
		const state = (socket as unknown as Record<symbol, {handle?: DatagramHandle | undefined} | undefined>)[key];
		if (typeof state === 'object' && typeof state.handle?.recvStop === 'function') {
			return state.handle;
		}
	}

	return undefined;
}
