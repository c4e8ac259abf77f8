import {Buffer} from 'node:buffer';
import {type Address, formatAddress} from '../../core/address.ts';
import type {Fact} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {problem, type Problem} from '../../core/problem.ts';
import type {EndpointAddresses} from '../../formats/format.ts';
import type {ServicePeer} from '../../services/service.ts';
import type {Source} from '../journal.ts';
import type {Conversation, UdpEntry} from './entry.ts';
import {notOpen} from './not-open.ts';
import {plainSummary, type EntrySummary} from './summary.ts';

/** What a peer needs of its socket. */
export type PeerSocket = UdpEntry & {
	readonly eol: string;
	readonly source: Source;
	readonly endpoint: {send(bytes: Uint8Array, to: Address): void} | undefined;
	tellAs(source: Source, fact: Fact): void;
};

/** One address that a UDP listener has heard from, with the name of a connection though UDP has none. */
export class UdpPeerEntry implements Conversation {
	readonly side = 'server';
	readonly transport = 'udp';
	readonly isListener = false;
	readonly internal = false;
	readonly wasOpen = true;
	readonly process = undefined;
	readonly queued_bytes = 0;
	readonly open = 0;
	readonly name: string;
	readonly address: Address;
	readonly remote: string;
	readonly addresses: EndpointAddresses;
	readonly source: Source;
	readonly socket: PeerSocket;
	in_bytes = 0;
	out_bytes = 0;
	isForgotten = false;
	/** As the service sees it. */
	readonly forService: ServicePeer;
	readonly #forget: (peer: UdpPeerEntry) => void;

	constructor(socket: PeerSocket, name: string, address: Address, forget: (peer: UdpPeerEntry) => void) {
		const {local} = socket.source;
		this.socket = socket;
		this.name = name;
		this.address = address;
		this.remote = formatAddress(address);
		const ends = {datagram: true, remote: this.remote, ...(local !== undefined && {local})};
		this.source = {name, side: 'server', ...ends, get receivesOverLink() {
			return socket.source.receivesOverLink === true;
		}};
		this.addresses = {...ends, paired: false};
		this.#forget = forget;
		this.forService = peerForService(socket, this.source, address, () => {
			this.close();
		});
	}

	get listener(): string {
		return this.socket.name;
	}

	get udp(): UdpEntry {
		return this.socket;
	}

	get reachableAt(): Address {
		return this.address;
	}

	get state(): 'open' | 'closed' {
		return this.alive ? 'open' : 'closed';
	}

	get alive(): boolean {
		return this.socket.alive && !this.isForgotten;
	}

	get hasQueued(): boolean {
		return this.socket.hasQueued;
	}

	get eol(): string {
		return this.socket.eol;
	}

	summary(): EntrySummary {
		const {local = ''} = this.source;
		return {...plainSummary, local, remote: this.remote, listState: this.alive ? 'peer' : 'closed'};
	}

	conversations(): Iterable<Conversation> {
		return [this];
	}

	send(bytes: Uint8Array): Problem | undefined {
		const refusal = notOpen(this);
		if (refusal === undefined) {
			this.socket.endpoint!.send(bytes, this.address);
		}

		return refusal;
	}

	shutdown(): Problem {
		return problem(`${this.name} is UDP, which has no half-close`);
	}

	reset(): Problem {
		return problem(`${this.name} is UDP, which has no RST`);
	}

	close(): void {
		this.#forget(this);
	}

	/** Nothing: it ends with its socket. */
	destroy(): undefined {
		return undefined;
	}
}

/** One address at the other end of a socket, as a service sees it. More bytes than one datagram takes go in several. */
export function peerForService(socket: PeerSocket, source: Source, address: Address, close: () => void): ServicePeer {
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
