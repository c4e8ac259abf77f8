/**
IP, TCP and UDP headers around bytes: RFC 791, RFC 8200, RFC 9293, RFC 768.

The checksums of TCP and UDP are left unfinished, as those that Linux sends over its loopback device are
(CHECKSUM_PARTIAL in linux/skbuff.h): the sum of the pseudo header alone. Wireshark knows them as partial. Summing the
payloads too would be most of the work of a recording.
*/
import {copyInto, type Chunks, type Chunk} from '../chunks.ts';
import {writePacket, type Fill} from './blocks.ts';
import {asSummed, checksumOf, folded, sumOf} from './checksum.ts';
import type {Host} from './host.ts';

export const tcpFlags = {fin: 1, syn: 2, rst: 4, psh: 8, ack: 16} as const;

/** What a side says it takes at once, to be multiplied by 2^7. */
const window = 65_535;
const windowScale = 7;
const protocols = {tcp: 6, udp: 17} as const;
const two32 = 2 ** 32;

/** Between whom, when, and its comments. */
export type Envelope = {
	readonly chunks: Chunks;
	readonly from: Host;
	readonly to: Host;
	/** Microseconds since 1970. */
	readonly time: number;
	readonly comments: readonly string[];
};

export type Segment = {
	readonly flags: number;
	readonly seq: number;
	readonly ack: number;
	readonly payload: Uint8Array;
};

/**
The most bytes one segment carries between these: what fits an IP packet, and what Linux tells on its loopback device.
*/
export function largestSegment({address}: Host): number {
	return address.length === 4 ? 65_495 : 65_475;
}

/** One TCP segment; a SYN tells the largest segment and the window scale (RFC 7323). */
export function writeSegment(envelope: Envelope, {flags, seq, ack, payload}: Segment): void {
	const isSyn = (flags & tcpFlags.syn) !== 0;
	const header = isSyn ? 28 : 20;
	writeIp(envelope, protocols.tcp, {header, payload, checksumAt: 16}, ({view}, at) => {
		view.setUint16(at, envelope.from.port);
		view.setUint16(at + 2, envelope.to.port);
		view.setUint32(at + 4, seq % two32);
		view.setUint32(at + 8, ack % two32);
		view.setUint8(at + 12, header * 4);
		view.setUint8(at + 13, flags);
		view.setUint16(at + 14, window);
		view.setUint32(at + 16, 0);
		if (isSyn) {
			view.setUint32(at + 20, 0x02_04_00_00 + largestSegment(envelope.from));
			view.setUint32(at + 24, 0x01_03_03_00 + windowScale);
		}
	});
}

/** One UDP datagram. */
export function writeDatagram(envelope: Envelope, payload: Uint8Array): void {
	writeIp(envelope, protocols.udp, {header: 8, payload, checksumAt: 6}, ({view}, at) => {
		view.setUint16(at, envelope.from.port);
		view.setUint16(at + 2, envelope.to.port);
		view.setUint16(at + 4, 8 + payload.length);
		view.setUint16(at + 6, 0);
	});
}

type Inner = {readonly header: number; readonly payload: Uint8Array; readonly checksumAt: number};

function writeIp(envelope: Envelope, protocol: number, {header, payload, checksumAt}: Inner, fill: Fill): void {
	const {chunks, from, to, time, comments} = envelope;
	const ip_bytes = from.address.length === 4 ? 20 : 40;
	const inner_bytes = header + payload.length;
	// Of what is borrowed, whole words: padding stands behind bytes of our own.
	const borrowed = chunks.borrows(payload) ? payload.subarray(0, payload.length - (payload.length % 4)) : undefined;
	const own = borrowed === undefined ? payload : payload.subarray(borrowed.length);
	const part = borrowed === undefined ? {} : {borrowed: {at: ip_bytes + header, bytes: borrowed}};
	const facts = {time, comments, length: ip_bytes + inner_bytes, ...part};
	writePacket(chunks, facts, (chunk, at) => {
		const writeHeader = ip_bytes === 20 ? writeIpv4 : writeIpv6;
		writeHeader(chunk, at, {protocol, inner_bytes, from, to});
		const start = at + ip_bytes;
		fill(chunk, start);
		copyInto(chunk, start + header, own);
		// The addresses, which belong to the pseudo header, stand before this one.
		const addresses = sumOf(chunk.view, start - (2 * from.address.length), start);
		storeChecksum(chunk, start + checksumAt, folded(addresses + asSummed(protocol) + asSummed(inner_bytes)));
	});
}

type IpHeader = {readonly protocol: number; readonly inner_bytes: number; readonly from: Host; readonly to: Host};

function writeIpv4(chunk: Chunk, at: number, {protocol, inner_bytes, from, to}: IpHeader): void {
	const {view, bytes} = chunk;
	view.setUint32(at, 0x45_00_00_00 + 20 + inner_bytes);
	// No identification is needed where fragments are forbidden (RFC 6864).
	view.setUint32(at + 4, 0x00_00_40_00);
	view.setUint32(at + 8, (64 * 2 ** 24) + (protocol * 2 ** 16));
	bytes.set(from.address, at + 12);
	bytes.set(to.address, at + 16);
	storeChecksum(chunk, at + 10, checksumOf(sumOf(view, at, at + 20)));
}

function writeIpv6({view, bytes}: Chunk, at: number, {protocol, inner_bytes, from, to}: IpHeader): void {
	view.setUint32(at, 0x60_00_00_00);
	view.setUint32(at + 4, (inner_bytes * 2 ** 16) + (protocol << 8) + 64);
	bytes.set(from.address, at + 8);
	bytes.set(to.address, at + 24);
}

function storeChecksum({view}: Chunk, at: number, checksum: number): void {
	view.setUint16(at, checksum, true);
}
