/**
The libuv handle under a UDP socket of Node, called without what `dgram` does for each datagram: an object, a closure
and a tick for a send, an event and its object for a recv. Measured: an eighth of the time that a bare echo takes.

All of sockplay that leans on the inside of `node:dgram` is in this file.
*/
import type dgram from 'node:dgram';
import process from 'node:process';
import {getSystemErrorName} from 'node:util';
import {errnoOf} from './errno.ts';

/** A count of bytes, or the name of an errno. */
export type Outcome = number | string;

/** Where a datagram goes to, or came from: a numeric address. */
export type HostAndPort = {readonly host: string; readonly port: number};

/** `bytes` are of this datagram alone, and nobody else writes to them. */
export type DatagramReader = {
	received(bytes: Uint8Array, host: string, port: number): void;
	failed(errno: string): void;
};

/** libuv's answers: 0 or a negative errno. `send`: 1 more than was sent, or 0 when it is sent later. */
type Handle = {
	readonly fd: number;
	recvStart(): number;
	recvStop(): number;
	send(request: SendRequest, list: readonly Uint8Array[], count: number, ...to: readonly unknown[]): number;
};

type OnMessage = (count: number, handle: unknown, bytes: Uint8Array, from: {address: string; port: number}) => void;

/** What a send is known by that could not be made at once. */
type SendRequest = {list?: readonly Uint8Array[]; oncomplete?: (status: number, sent: number) => void};
type MakeRequest = () => SendRequest;

export class DatagramHandle {
	readonly #socket: dgram.Socket;
	readonly #handle: Handle;
	readonly #newRequest: MakeRequest | 'none';
	/** For the next send that cannot be made at once. */
	#request: SendRequest | undefined;

	/** `newRequest`: `'none'` where Node has none to give; then its own `send` is called. */
	constructor(socket: dgram.Socket, newRequest: MakeRequest | 'none' = requestMaker()) {
		this.#socket = socket;
		this.#handle = handleOf(socket)!;
		this.#newRequest = newRequest;
	}

	/** Hands each datagram that comes to `reader`. */
	read(reader: DatagramReader): void {
		const onmessage: OnMessage = (count, _, bytes, from) => {
			if (count < 0) {
				reader.failed(getSystemErrorName(count));
			} else {
				reader.received(bytes, from.address, from.port);
			}
		};

		Object.assign(this.#handle, {onmessage});
	}

	hold(): void {
		this.#handle.recvStop();
	}

	resume(): void {
		this.#handle.recvStart();
	}

	/**
	Sends bytes, which must not change before the outcome is known: to `to`, or on a connected socket, without it, to its
	peer. The outcome where it is known at once, which is nearly always; otherwise `later` is called with it.
	*/
	send(bytes: Uint8Array, to: HostAndPort | undefined, later: (outcome: Outcome) => void): Outcome | undefined {
		if (this.#newRequest === 'none') {
			this.#sendByNode(bytes, to, later);
			return undefined;
		}

		const request = this.#request ?? this.#newRequest();
		const list = [bytes];
		const status = to === undefined
			? this.#handle.send(request, list, 1, true)
			: this.#handle.send(request, list, 1, to.port, to.host, true);
		this.#request = status > 0 ? request : undefined;
		if (status !== 0) {
			return status > 0 ? status - 1 : getSystemErrorName(status);
		}

		request.list = list;
		request.oncomplete = (failure, sent) => {
			later(failure < 0 ? getSystemErrorName(failure) : sent);
		};

		return undefined;
	}

	#sendByNode(bytes: Uint8Array, to: HostAndPort | undefined, later: (outcome: Outcome) => void): void {
		const done = (error: unknown, count: number) => {
			later(error instanceof Error ? errnoOf(error) : count);
		};

		if (to === undefined) {
			this.#socket.send(bytes, done);
		} else {
			this.#socket.send(bytes, to.port, to.host, done);
		}
	}
}

/** The file descriptor of a socket; -1 where it has none. */
export function descriptorOf(socket: dgram.Socket): number {
	return handleOf(socket)?.fd ?? -1;
}

/** The handle is in the only value under a symbol that is an object and has one. */
function handleOf(socket: dgram.Socket): Handle | undefined {
	for (const key of Object.getOwnPropertySymbols(socket)) {
		const state = (socket as unknown as Record<symbol, {handle?: Handle | undefined} | undefined>)[key];
		if (typeof state === 'object' && typeof state.handle?.recvStop === 'function') {
			return state.handle;
		}
	}

	return undefined;
}

type UdpBinding = {readonly SendWrap: new () => SendRequest};

function requestMaker(): MakeRequest | 'none' {
	const binding = Reflect.get(process, 'binding') as (name: string) => UdpBinding;
	try {
		const {SendWrap: Request} = binding('udp_wrap');
		return () => new Request();
	} catch {
		return 'none';
	}
}
