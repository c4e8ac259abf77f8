import {Buffer} from 'node:buffer';
import {type Address, formatAddress} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import type {ServicePeer} from '../services/service.ts';
import type {Datagrams} from './datagrams.ts';
import type {Source} from './journal.ts';

/** One address that a UDP listener has heard from, with the name of a connection though UDP has none. */
export class DatagramPeer {
	readonly kind = 'peer';
	readonly side = 'server';
	readonly name: string;
	readonly address: Address;
	readonly remote: string;
	readonly source: Source;
	readonly socket: Datagrams;
	in_bytes = 0;
	out_bytes = 0;
	forgotten = false;
	/** As the service sees it. */
	readonly forService: ServicePeer;

	constructor(socket: Datagrams, name: string, address: Address) {
		this.socket = socket;
		this.name = name;
		this.address = address;
		this.remote = formatAddress(address);
		this.source = {name, side: 'server', datagram: true, remote: this.remote, ...(socket.source.local !== undefined && {local: socket.source.local})};
		this.forService = peerForService(socket, this.source, address, () => {
			socket.forget(this);
		});
	}

	get alive(): boolean {
		return this.socket.alive && !this.forgotten;
	}
}

/** One address at the other end of a socket, as a service sees it. More bytes than one datagram takes go in several. */
export function peerForService(socket: Datagrams, source: Source, address: Address, close: () => void): ServicePeer {
	const nothing = () => undefined;
	return {
		name: source.name,
		remote: formatAddress(address),
		port: address.transport === 'unix' ? 0 : address.port,
		queued_bytes: () => socket.queued_bytes,
		send(bytes) {
			let at = 0;
			do {
				socket.endpoint?.send(Buffer.from(bytes.subarray(at, at + limits.datagram_bytes)), address);
				at += limits.datagram_bytes;
			} while (at < bytes.length);
		},
		hold: nothing,
		resume: nothing,
		shutdown: nothing,
		close,
		reset: close,
		note(message) {
			socket.tellAs(source, {event: 'note', message});
		},
		error(message) {
			socket.tellAs(source, {event: 'error', message});
		},
	};
}
