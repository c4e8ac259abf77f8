/** Captures, packet by packet and block by block. */
import {Buffer} from 'node:buffer';

/** A pcap file (draft-ietf-opsawg-pcap) of raw IP packets, little-endian. */
export function pcap(packets: readonly Uint8Array[]): Uint8Array {
	const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000065000000', 'hex');
	const records = packets.flatMap(packet => {
		const record = Buffer.alloc(16);
		record.writeUInt32LE(packet.length, 8);
		record.writeUInt32LE(packet.length, 12);
		return [record, packet];
	});
	return Buffer.concat([header, ...records]);
}

/** A TCP segment over IPv4 to port 80. */
export function segment(fromPort: number, seq: number, flags: number, payload_bytes: number): Uint8Array {
	const packet = Buffer.alloc(40 + payload_bytes);
	packet.set([0x45, 0]);
	packet.writeUInt16BE(packet.length, 2);
	packet.set([64, 6, 0, 0, 127, 0, 0, 1, 127, 0, 0, 2], 8);
	packet.writeUInt16BE(fromPort, 20);
	packet.writeUInt16BE(80, 22);
	packet.writeUInt32BE(seq, 24);
	packet.set([0x50, flags], 32);
	return packet;
}

/** A block of a pcapng file (draft-ietf-opsawg-pcapng section 3.1), little-endian. */
export function block(type: number, body: Uint8Array): Uint8Array {
	const bytes = Buffer.alloc(12 + body.length);
	bytes.writeUInt32LE(type, 0);
	bytes.writeUInt32LE(bytes.length, 4);
	bytes.set(body, 8);
	bytes.writeUInt32LE(bytes.length, 8 + body.length);
	return bytes;
}

export const section = block(0x0A_0D_0D_0A, Buffer.from('4d3c2b1a01000000ffffffffffffffff', 'hex'));
