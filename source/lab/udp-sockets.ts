import {type Address, isReachedAt} from '../core/address.ts';
import type {Source} from './journal.ts';

type UdpSocket = {
	readonly name: string;
	/** Where it is bound. */
	readonly boundTo: Address | undefined;
	/** Who speaks, in what it sends to this address: itself, or one of its peers. */
	sourceFor(address: Address): Source;
};

/** The open UDP sockets of a session by where datagrams reach them. */
export class UdpSockets {
	readonly #sockets = new Set<UdpSocket>();
	/** Listeners that answer by a service, by their ports: asked for with every datagram. */
	readonly #answering = new Map<number, readonly UdpSocket[]>();

	/** A socket is open; `answers` when a service of it answers. */
	add(socket: UdpSocket, {answers}: {readonly answers: boolean}): void {
		this.#sockets.add(socket);
		if (answers) {
			const port = portOf(socket);
			this.#answering.set(port, [...this.#answering.get(port) ?? [], socket]);
		}
	}

	delete(socket: UdpSocket): void {
		this.#sockets.delete(socket);
		const port = portOf(socket);
		const left = this.#answering.get(port)?.filter(each => each !== socket) ?? [];
		if (left.length > 0) {
			this.#answering.set(port, left);
		} else {
			this.#answering.delete(port);
		}
	}

	/** The socket that a datagram from this address comes from, when it is of this session. */
	at(address: Address): UdpSocket | undefined {
		return this.#sockets.values().find(socket => isAt(socket, address));
	}

	/** The same, when its service answers. */
	answererAt(address: Address): UdpSocket | undefined {
		const port = address.transport === 'unix' ? 0 : address.port;
		return this.#answering.get(port)?.find(socket => isAt(socket, address));
	}
}

function isAt({boundTo}: UdpSocket, address: Address): boolean {
	return boundTo !== undefined && isReachedAt(boundTo, address);
}

function portOf({boundTo}: UdpSocket): number {
	return boundTo === undefined || boundTo.transport === 'unix' ? 0 : boundTo.port;
}
