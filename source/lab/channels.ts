/** What the journal knows of each endpoint: its traffic, and the ends in this process that it talks with. */
import type {ByteStore} from '../core/byte-store.ts';
import type {DataRef, Fact, Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Folds} from './fold.ts';
import {DatagramWire, StreamWire} from './wire.ts';

/**
Who speaks. The object itself is the identity: two endpoints that had the same name after each other are two sources.
*/
export type Source = {
	readonly name: string;
	readonly side: Side;
	/** Own address, and that of the other end; for datagrams they tell which of several ends in this process is meant. */
	readonly local?: string;
	readonly remote?: string;
	/** Keeps message borders: UDP. */
	readonly datagram?: boolean;
};

export type Channel = {
	readonly source: Source;
	readonly folds: Folds;
	/** What it has sent and its other end has not received. Gone once the two were found not to belong together. */
	wire: StreamWire | DatagramWire | undefined;
	/** The other ends in this process; a stream has one at most. */
	peers: Channel[];
	in_bytes: number;
	out_bytes: number;
};

/** Where the bytes of one call lie. `crossed`: they lie where the send at the other end put them. */
export type Placed = {readonly data: readonly DataRef[]; readonly peer?: Source; readonly crossed: boolean};

export class Channels {
	readonly #store: ByteStore;
	readonly #known = new WeakMap<Source, Channel>();

	constructor(store: ByteStore) {
		this.#store = store;
	}

	#receive(channel: Channel, fact: Fact, bytes: Uint8Array): Placed {
		const found = channel.source.datagram
			? this.#crossedDatagram(channel, fact, bytes)
			: this.#crossedStream(channel, bytes);
		return found ?? {data: [this.#stored(bytes)], crossed: false};
	}

	#crossedStream(channel: Channel, bytes: Uint8Array): Placed | undefined {
		const [peer] = channel.peers;
		if (!(peer?.wire instanceof StreamWire)) {
			return undefined;
		}

		const data = peer.wire.received(bytes, this.#store);
		if (data === 'mismatch') {
			part(channel, peer);
			return undefined;
		}

		return data === 'unknown'
			? {data: [this.#stored(bytes)], peer: peer.source, crossed: false}
			: {data, peer: peer.source, crossed: true};
	}

	#stored(bytes: Uint8Array): DataRef {
		return {at: this.#store.append(bytes), length: bytes.length};
	}

	#crossedDatagram(channel: Channel, fact: Fact, bytes: Uint8Array): Placed | undefined {
		const likely = peerOf(channel, fact);
		for (const peer of likely === undefined ? channel.peers : [likely]) {
			const piece = peer.wire instanceof DatagramWire ? peer.wire.received(bytes, this.#store) : undefined;
			if (piece !== undefined) {
				return {data: [piece], peer: peer.source, crossed: true};
			}
		}

		return undefined;
	}

	#learn(channel: Channel, peer: Channel): void {
		if (channel.peers.includes(peer)) {
			return;
		}

		if (channel.source.datagram) {
			channel.peers = [...channel.peers.slice(1 - limits.paired_peers), peer];
			return;
		}

		channel.peers = [peer];
		if (peer.wire instanceof StreamWire) {
			peer.wire.receivedUnseen(channel.in_bytes);
		}
	}

	of(source: Source): Channel {
		const known = this.#known.get(source);
		if (known !== undefined) {
			return known;
		}

		const wire = source.datagram ? new DatagramWire() : new StreamWire();
		const folds: Folds = {generation: 0, open: []};
		const channel: Channel = {source, folds, wire, peers: [], in_bytes: 0, out_bytes: 0};
		this.#known.set(source, channel);
		return channel;
	}

	/** The two are each other's other end. What a stream received before anyone knew is taken off what was sent. */
	pair(a: Source, b: Source): void {
		const [left, right] = [this.of(a), this.of(b)];
		this.#learn(left, right);
		this.#learn(right, left);
	}

	/** Who is at the other end of a call, when it is in this process. */
	peerOf(channel: Channel, fact: Fact): Source | undefined {
		return peerOf(channel, fact)?.source;
	}

	/** Finds or makes the place of a call's bytes. */
	place(channel: Channel, fact: Fact, bytes: Uint8Array): Placed {
		if (fact.event === 'recv') {
			channel.in_bytes += bytes.length;
			return this.#receive(channel, fact, bytes);
		}

		const at = this.#store.append(bytes);
		const data = [{at, length: bytes.length}];
		const peer = peerOf(channel, fact);
		if (fact.event === 'send') {
			channel.out_bytes += bytes.length;
			channel.wire?.sent(at, bytes.length, channel.peers.length === 0 ? limits.unpaired_pieces : limits.sent_pieces);
		}

		return {data, crossed: false, ...(peer !== undefined && {peer: peer.source})};
	}
}

/** The two do not belong together, or something changes the bytes between them: each stores its own from now on. */
function part(a: Channel, b: Channel): void {
	for (const channel of [a, b]) {
		channel.peers = [];
		channel.wire = undefined;
	}
}

/** Which end in this process a call speaks with: the only one, or the one at the call's remote address. */
function peerOf(channel: Channel, fact: Fact): Channel | undefined {
	const {source, peers} = channel;
	const isOnly = !source.datagram || (peers.length === 1 && fact.remote === undefined);
	return isOnly ? peers[0] : peers.find(peer => peer.source.local === fact.remote);
}
