/**
One TCP conversation as packets that could have carried it: made from what the calls at its ends told, with numbers that
add up.

A side's sequence number counts what it has sent; every packet acknowledges all that the other side has sent so far.
Times are those of the calls.
*/
import type {Host} from './host.ts';
import {largestSegment, tcpFlags, writeSegment, type Envelope} from './packets.ts';

const nothing = new Uint8Array(0);

/** So much goes unacknowledged at the most: less than a window that is not scaled. */
const unacknowledged_bytes = 32_768;

type Flow = {
	readonly host: Host;
	/** The next sequence number. */
	next: number;
	/** What the other side has acknowledged. */
	acknowledged: number;
	finished: boolean;
	/** The endpoint of this process that speaks here. */
	endpoint?: string;
	/** Under which name the file has told of it. */
	name?: string;
};

/** Where a packet goes and its comments, which are taken once. */
export type PacketContext = Pick<Envelope, 'chunks' | 'time'> & {readonly comments: () => readonly string[]};

export type SideIndex = 0 | 1;

export class Conversation {
	readonly #flows: readonly [Flow, Flow];
	#opened = false;
	/** A RST was seen: nothing follows it. */
	dead = false;

	/** Between two hosts; the numbers of each side begin at `firstNumbers`. */
	constructor(hosts: readonly [Host, Host], firstNumbers: readonly [number, number]) {
		const flow = (side: SideIndex): Flow => {
			const next = firstNumbers[side];
			return {host: hosts[side], next, acknowledged: next, finished: false};
		};

		this.#flows = [flow(0), flow(1)];
	}

	/** Whether both sides have ended it. */
	get over(): boolean {
		return this.dead || this.#flows.every(flow => flow.finished);
	}

	sideOf(host: Host): SideIndex {
		return this.#flows[0].host.key === host.key ? 0 : 1;
	}

	/** Says which endpoint of this process speaks at a side; false when another does already. */
	claim(side: SideIndex, endpoint: string): boolean {
		this.#flows[side].endpoint ??= endpoint;
		return this.#flows[side].endpoint === endpoint;
	}

	isClaimed(side: SideIndex): boolean {
		return this.#flows[side].endpoint !== undefined;
	}

	/** Whether the end at `side` has not been told of under this name. */
	isNewName(side: SideIndex, name: string): boolean {
		const isNew = this.#flows[side].name !== name;
		this.#flows[side].name = name;
		return isNew;
	}

	hostOf(side: SideIndex): Host {
		return this.#flows[side].host;
	}

	/** The handshake, begun by `side`; once. */
	open(context: PacketContext, side: SideIndex): void {
		if (this.#opened) {
			return;
		}

		this.#opened = true;
		this.#packet(context, side, tcpFlags.syn);
		this.#packet(context, other(side), tcpFlags.syn | tcpFlags.ack);
		this.acknowledge(context, side);
	}

	/** `payload` leaves `side`, in as many segments as it takes. */
	send(context: PacketContext, side: SideIndex, payload: Uint8Array): void {
		this.#opened = true;
		const flow = this.#flows[side];
		const most = largestSegment(flow.host);
		for (let from = 0; from < payload.length && !this.dead; from += most) {
			const isLast = from + most >= payload.length;
			this.#packet(context, side, tcpFlags.ack | (isLast ? tcpFlags.psh : 0), payload.subarray(from, from + most));
			if (flow.next - flow.acknowledged >= unacknowledged_bytes) {
				this.acknowledge(context, other(side));
			}
		}
	}

	/** So many bytes crossed that no packet shows. */
	skip(side: SideIndex, count: number): void {
		this.#flows[side].next += count;
	}

	/** A packet without bytes that acknowledges all there is; none when there is nothing new. */
	acknowledge(context: PacketContext, side: SideIndex): void {
		const there = this.#flows[other(side)];
		if (there.acknowledged < there.next && !this.dead) {
			this.#packet(context, side, tcpFlags.ack);
		}
	}

	/** FIN from `side`, acknowledged by the other; once. */
	finish(context: PacketContext, side: SideIndex): void {
		if (this.#flows[side].finished || this.dead) {
			return;
		}

		this.#packet(context, side, tcpFlags.fin | tcpFlags.ack);
		this.#flows[side].finished = true;
		this.acknowledge(context, other(side));
	}

	/** RST from `side`; once. */
	reset(context: PacketContext, side: SideIndex): void {
		if (!this.dead) {
			this.#packet(context, side, tcpFlags.rst | tcpFlags.ack);
			this.dead = true;
		}
	}

	#packet({chunks, time, comments}: PacketContext, side: SideIndex, flags: number, payload: Uint8Array = nothing): void {
		const here = this.#flows[side];
		const there = this.#flows[other(side)];
		const isAcknowledging = (flags & tcpFlags.ack) !== 0;
		if (isAcknowledging) {
			there.acknowledged = there.next;
		}

		const segment = {flags, seq: here.next, ack: isAcknowledging ? there.next : 0, payload};
		writeSegment({chunks, from: here.host, to: there.host, time, comments: comments()}, segment);
		// SYN and FIN take a sequence number each (RFC 9293 section 3.4).
		const isCounted = (flags & (tcpFlags.syn | tcpFlags.fin)) !== 0;
		here.next += payload.length + (isCounted ? 1 : 0);
	}
}

function other(side: SideIndex): SideIndex {
	return side === 0 ? 1 : 0;
}
