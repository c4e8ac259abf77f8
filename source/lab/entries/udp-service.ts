import {type Address, addressText} from '../../core/address.ts';
import type {DatagramHandler, Serving, StreamHandler} from '../../services/service.ts';
import {LoopGuard} from '../loop-guard.ts';
import type {Session} from '../session.ts';
import {type PeerSocket, peerForService, type UdpPeerEntry} from './udp-peer.ts';

type ServedSocket = PeerSocket & {
	/** The peer at an address that something has come from. */
	heard(address: Address, remote: string): UdpPeerEntry;
	/** Puts a sentence into the log, beside what comes from this address. */
	note(remote: string, message: string): void;
};

/** The service of a UDP socket: on a listener it answers each peer, a client is its own. */
export class UdpService {
	readonly #socket: ServedSocket;
	readonly #serving: Serving | undefined;
	/** Of a listener whose service answers. */
	readonly #guard?: LoopGuard;
	/** The service that opened this client. */
	#owner: StreamHandler = {};

	constructor({clock, udpSockets}: Session, socket: ServedSocket, serving: Serving | undefined) {
		this.#socket = socket;
		this.#serving = serving;
		if (socket.isListener && canAnswer(serving?.datagram)) {
			this.#guard = new LoopGuard({
				clock,
				answererAt: address => udpSockets.answererAt(address)?.name,
				note(remote, message) {
					socket.note(remote, message);
				},
			});
		}
	}

	/** Whether datagrams to the socket may be answered without the person. */
	get answers(): boolean {
		return this.#guard !== undefined;
	}

	/** The client is connected to this address. */
	connected(remote: Address): void {
		const socket = this.#socket;
		this.#owner = this.#serving?.stream(peerForService(socket, socket.source, remote, () => {
			socket.close();
		})) ?? {};
	}

	/** A datagram came out of the link. From a peer that was forgotten while it was on its way it is a new one's. */
	received(bytes: Uint8Array, remote: Address): void {
		if (!this.#socket.isListener) {
			this.#owner.received?.(bytes);
			return;
		}

		const {datagram} = this.#serving ?? {};
		if (datagram !== undefined) {
			this.#answer(datagram, bytes, remote);
		}
	}

	sent(bytes: Uint8Array, remote: string): void {
		this.#guard?.sent(bytes, remote);
	}

	/** A peer was forgotten, or the socket closed. */
	left(peer: UdpPeerEntry): void {
		this.#serving?.datagram?.left?.(peer.forService);
	}

	/** The socket is closed: the loop guard reports what it has not reported yet. */
	end(): void {
		this.#guard?.end();
		this.#serving?.process?.closed();
	}

	/** The client is closed. */
	closed(): void {
		this.#owner.closed?.();
	}

	#answer(datagram: DatagramHandler, bytes: Uint8Array, remote: Address): void {
		const name = addressText(remote);
		const peer = this.#socket.heard(remote, name);
		if (this.#guard?.admits(bytes, remote, name) === false) {
			return;
		}

		datagram.received(bytes, reply => {
			this.#socket.endpoint?.send(reply, remote);
		}, peer.forService);
	}
}

function canAnswer(datagram: DatagramHandler | undefined): boolean {
	return datagram !== undefined && datagram.isSilent !== true;
}
