/** What the journal knows of each endpoint: its traffic, and the ends in this process that it talks with. */
import type {ByteStore} from '../core/byte-store.ts';
import type {DataRef, Fact, LabEvent, Side} from '../core/events.ts';
import {withoutMapping} from '../core/ip.ts';
import {large_count, no_count} from '../core/large-count.ts';
import {limits} from '../core/limits.ts';
import type {Folds} from './fold.ts';
import {LinkBytes} from './link-bytes.ts';
import {DatagramWire, StreamWire, type SentRef} from './wire.ts';

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
	/**
	Whether a link takes what it receives: the raw-bytes pane shows that when it is delivered. Left out where it is not
	known before a recv tells, as in a recording.
	*/
	readonly receivesOverLink?: boolean;
};

export type Channel = {
	readonly source: Source;
	readonly folds: Folds;
	/** What it has sent and its other end has not received. Gone once the two were found not to belong together. */
	wire: StreamWire | DatagramWire | undefined;
	/** The other ends in this process; a stream has one at most. */
	peers: Channel[];
	/** What it has on its link, once there was one. */
	link: LinkBytes | undefined;
	/** A link took what it received last. */
	isOverLink: boolean;
	in_bytes: number;
	out_bytes: number;
};

/** Where the bytes of one call lie. `crossed`: they lie where the send at the other end put them. */
export type Placed = {
	readonly data: readonly SentRef[];
	readonly peer?: Source | undefined;
	readonly crossed: boolean;
	readonly rawAs?: LabEvent['rawAs'] | undefined;
};

export class Channels {
	readonly #store: ByteStore;
	readonly #known = new WeakMap<Source, Channel>();
	/** The datagram received last, and where its bytes lie: nobody changes them, and an echo sends them as they are. */
	#datagram: {readonly bytes: Uint8Array; readonly piece: DataRef} | undefined;

	constructor(store: ByteStore) {
		this.#store = store;
	}

	#receive(channel: Channel, fact: Fact, bytes: Uint8Array): Placed {
		const found = channel.source.datagram
			? this.#crossedDatagram(channel, fact, bytes)
			: this.#crossedStream(channel, bytes);
		const placed = found ?? {data: [this.#stored(bytes)], crossed: false};
		if (channel.source.datagram) {
			this.#datagram = {bytes, piece: placed.data[0]!};
		}

		return placed;
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

	#sentAgain(bytes: Uint8Array): DataRef | undefined {
		if (this.#datagram?.bytes !== bytes) {
			return undefined;
		}

		const {at, length} = this.#datagram.piece;
		return this.#store.has({at, length}) ? {at, length} : undefined;
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

	#learn(channel: Channel, peer: Channel, isGuessed: boolean): void {
		if (channel.peers.includes(peer)) {
			return;
		}

		if (channel.source.datagram) {
			channel.peers = [...channel.peers.slice(1 - limits.paired_peers), peer];
			return;
		}

		channel.peers = [peer];
		if (peer.wire instanceof StreamWire) {
			peer.wire.isGuessed = isGuessed;
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
		const link = {link: undefined, isOverLink: false};
		const channel: Channel = {source, folds, wire, peers: [], ...link, in_bytes: large_count, out_bytes: large_count};
		this.#known.set(source, channel);
		channel.in_bytes = no_count;
		channel.out_bytes = no_count;
		return channel;
	}

	/** The two are each other's other end. What a stream received before anyone knew is taken off what was sent. */
	pair(a: Source, b: Source, isGuessed: boolean): void {
		const [left, right] = [this.of(a), this.of(b)];
		this.#learn(left, right, isGuessed);
		this.#learn(right, left, isGuessed);
	}

	/** Who is at the other end of a call, when it is in this process. */
	peerOf(channel: Channel, fact: Fact): Source | undefined {
		return peerOf(channel, fact)?.source;
	}

	/** Where the bytes of a call stand in the stream of its direction. */
	offset({in_bytes, out_bytes, link}: Channel, {event, direction}: Fact): number {
		if (event === 'recv') {
			return in_bytes;
		}

		const {in: held_bytes, out: waiting_bytes} = link?.count ?? {in: 0, out: 0};
		const before_bytes = event === 'sent' ? waiting_bytes : 0;
		return direction === 'in' ? Math.max(0, in_bytes - held_bytes) : out_bytes + before_bytes;
	}

	/** Finds or makes the place of a call's bytes. */
	place(channel: Channel, fact: Fact, bytes: Uint8Array): Placed {
		if (fact.event === 'recv') {
			channel.in_bytes += bytes.length;
			channel.isOverLink = fact.link !== undefined;
			return onLink(channel, fact, this.#receive(channel, fact, bytes));
		}

		const peer = peerOf(channel, fact);
		const {data, rawAs} = fact.event === 'send'
			? this.#send(channel, fact, bytes, peer)
			: this.#moveOnLink(channel, fact, bytes);
		return {data, peer: peer?.source, crossed: false, rawAs};
	}

	/** A block of its own, unless a link at the other end shows it when it is delivered. */
	#send(channel: Channel, fact: Fact, bytes: Uint8Array, peer?: Channel): Pick<Placed, 'data' | 'rawAs'> {
		const left = fact.link_us === undefined ? undefined : channel.link?.leave('out', bytes, this.#store);
		const data = left ?? [this.#sentAgain(bytes) ?? this.#stored(bytes)];
		const isHidden = peer !== undefined && (peer.source.receivesOverLink ?? peer.isOverLink);
		const max = channel.peers.length === 0 ? limits.unpaired_pieces : limits.sent_pieces;
		channel.out_bytes += bytes.length;
		for (const {at, length} of data) {
			channel.wire?.sent({at, length, isHidden}, max);
		}

		return {data, rawAs: isHidden ? 'nothing' : undefined};
	}

	/** What a link reports with its bytes: they go onto it, come off it, or are lost or damaged on it. */
	#moveOnLink(channel: Channel, {event, direction}: Fact, bytes: Uint8Array): Pick<Placed, 'data' | 'rawAs'> {
		if (direction === undefined) {
			return {data: [this.#stored(bytes)]};
		}

		if (event === 'sent' || event === 'corrupted') {
			const ref = {...this.#stored(bytes), isHidden: true};
			linkOf(channel)[event === 'sent' ? 'enter' : 'damaged'](direction, ref);
			return {data: [ref], rawAs: 'nothing'};
		}

		const left = channel.link?.leave(direction, bytes, this.#store);
		const isShown = left?.every(({isHidden = false}) => !isHidden) === true;
		return {data: left ?? [this.#stored(bytes)], rawAs: isShown ? 'header' : 'bytes'};
	}
}

/** What a recv gave: to its user, or to the link, which shows it later. */
function onLink(channel: Channel, {link}: Fact, placed: Placed): Placed {
	const {data, crossed} = placed;
	if (link === undefined) {
		return crossed && data.some(({isHidden = false}) => isHidden) ? {...placed, rawAs: 'bytes'} : placed;
	}

	for (const ref of data) {
		linkOf(channel).enter('in', crossed ? ref : {...ref, isHidden: true});
	}

	return {...placed, rawAs: 'nothing'};
}

function linkOf(channel: Channel): LinkBytes {
	channel.link ??= new LinkBytes({isDatagram: channel.source.datagram === true});
	return channel.link;
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
	if (peers.length === 0) {
		return undefined;
	}

	const isOnly = !source.datagram || (peers.length === 1 && fact.remote === undefined);
	if (isOnly || fact.remote === undefined) {
		return isOnly ? peers[0] : undefined;
	}

	const remote = withoutMapping(fact.remote);
	return peers.find(peer => peer.source.local === remote);
}
