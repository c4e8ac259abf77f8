/**
What a captured packet carries: link layer, IPv4 or IPv6, TCP or UDP. Bounded, never throws; undefined means "none of
these".
*/
import {formatAddress} from '../../core/address.ts';
import {limits} from '../../core/limits.ts';
import {ipText} from '../ip-text.ts';

export type TransportPacket = {
	readonly transport: 'tcp' | 'udp';
	/** `127.0.0.1:4000`, `[::1]:4000`. */
	readonly from: string;
	readonly to: string;
	readonly fromPort: number;
	readonly toPort: number;
	/** A view of the packet. */
	readonly payload: Uint8Array;
	/** Bytes of the payload that were not captured. */
	readonly missing_bytes: number;
	/** TCP. */
	readonly seq: number;
	readonly flags: number;
};

/** How long the link header is, by link type; the type of what follows is looked for in the IP header itself. */
const linkHeaders: Readonly<Record<number, number>> = {
	0: 4,
	12: 0,
	14: 0,
	101: 0,
	108: 4,
	113: 16,
	228: 0,
	229: 0,
	276: 20,
};
const ethernet = 1;
const vlanTypes = new Set([0x81_00, 0x88_A8, 0x91_00]);
/** Extension headers of IPv6 with their own length: hop-by-hop, routing, destination options. */
const extensions = new Set([0, 43, 60]);

/** The TCP segment or UDP datagram in a packet, from first to last. */
export function transportPacket(linkType: number, bytes: Uint8Array): TransportPacket | undefined {
	const start = linkType === ethernet ? afterEthernet(bytes) : linkHeaders[linkType];
	if (start === undefined) {
		return undefined;
	}

	const packet = bytes.subarray(start);
	const version = (packet[0] ?? 0) >> 4;
	if (version === 4) {
		return inIpv4(packet);
	}

	return version === 6 ? inIpv6(packet) : undefined;
}

function afterEthernet(bytes: Uint8Array): number {
	let at = 12;
	for (let tags = 0; tags < limits.packet_headers && vlanTypes.has(twoBytes(bytes, at)); tags++) {
		at += 4;
	}

	return at + 2;
}

function inIpv4(packet: Uint8Array): TransportPacket | undefined {
	const header = ((packet[0] ?? 0) & 0xF) * 4;
	// Behind DF and the reserved bit: more fragments (MF), and the offset of this one.
	const isFragment = (twoBytes(packet, 6) & 0x3F_FF) !== 0;
	// 0: a network card was to fill it in.
	const total = twoBytes(packet, 2) === 0 ? packet.length : twoBytes(packet, 2);
	if (packet.length < header || header < 20 || isFragment) {
		return undefined;
	}

	const addresses = {from: packet.subarray(12, 16), to: packet.subarray(16, 20)};
	return inTransport(packet[9]!, packet.subarray(header, total), {...addresses, length: total - header});
}

function inIpv6(packet: Uint8Array): TransportPacket | undefined {
	let next = packet[6];
	let at = 40;
	const end = twoBytes(packet, 4) === 0 ? packet.length : 40 + twoBytes(packet, 4);
	for (let headers = 0; next !== undefined && extensions.has(next) && headers < limits.packet_headers; headers++) {
		next = packet[at];
		at += ((packet[at + 1] ?? 0) + 1) * 8;
	}

	if (next === undefined || packet.length < at) {
		return undefined;
	}

	const addresses = {from: packet.subarray(8, 24), to: packet.subarray(24, 40)};
	return inTransport(next, packet.subarray(at, end), {...addresses, length: end - at});
}

type Around = {
	readonly from: Uint8Array;
	readonly to: Uint8Array;
	/** What the IP header says. */
	readonly length: number;
};

function inTransport(protocol: number, bytes: Uint8Array, {from, to, length}: Around): TransportPacket | undefined {
	const transport = protocol === 6 ? 'tcp' : 'udp';
	const header = protocol === 6 ? ((bytes[12] ?? 0) >> 4) * 4 : 8;
	if ((protocol !== 6 && protocol !== 17) || bytes.length < header || (protocol === 6 && header < 20)) {
		return undefined;
	}

	const [fromPort, toPort] = [twoBytes(bytes, 0), twoBytes(bytes, 2)];
	const end = protocol === 17 && twoBytes(bytes, 4) >= 8 ? twoBytes(bytes, 4) : length;
	return {
		transport,
		from: formatAddress({transport, host: ipText(from), port: fromPort}),
		to: formatAddress({transport, host: ipText(to), port: toPort}),
		fromPort,
		toPort,
		payload: bytes.subarray(header, end),
		missing_bytes: Math.max(0, end - bytes.length),
		seq: protocol === 6 ? (twoBytes(bytes, 4) * 0x1_00_00) + twoBytes(bytes, 6) : 0,
		flags: protocol === 6 ? bytes[13]! : 0,
	};
}

function twoBytes(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
