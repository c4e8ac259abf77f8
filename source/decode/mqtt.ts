/** MQTT 3.1, 3.1.1 and 5. Source: MQTT Version 3.1.1 and 5.0 (OASIS), section 2.1. */
import {Buffer} from 'node:buffer';
import {parser, type Packet} from 'mqtt-packet';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';
import {preview, shorten} from './preview.ts';

/** The low four bits of the first byte, by packet type (section 2.1.3); PUBLISH has variable flags. */
const flagsOf: Readonly<Record<number, number>> = {
	1: 0,
	2: 0,
	4: 0,
	5: 0,
	6: 2,
	7: 0,
	8: 2,
	9: 0,
	10: 2,
	11: 0,
	12: 0,
	13: 0,
	14: 0,
	15: 0,
};

/** By type (section 2.2.1). */
const packetNames = (' connect connack publish puback pubrec pubrel pubcomp subscribe suback unsubscribe unsuback'
	+ ' pingreq pingresp disconnect auth').split(' ');
const publish = 3;
/** QoS of a PUBLISH; 3 is not allowed (section 3.3.1.2). */
const qos_bits = 0b0110;

/** Start and end of a packet, and its length: it may have more bytes than there are. */
type Place = {readonly from: number; readonly to: number; readonly length: number};

export const mqtt: Decoder = (bytes, {hint}) => {
	const places = placesOf(bytes, hint === 'MQTT');
	if (places === undefined) {
		return undefined;
	}

	const found: Message[] = [];
	for (const {from, to, length} of places) {
		if (to - from < length) {
			const text = `${packetNames[bytes[from]! >> 4]}  ${formatCount(length)} B, ${formatCount(to - from)} B here`;
			found.push({from, to, protocol: 'MQTT', text});
			continue;
		}

		const packet = readAnyPacket(bytes.subarray(from, to));
		if (packet === undefined) {
			return undefined;
		}

		found.push({from, to, protocol: 'MQTT', text: shorten(packetText(packet))});
	}

	return found;
};

/** The packets; undefined unless they fill the bytes exactly, or the last may go on. */
function placesOf(bytes: Uint8Array, goesOn: boolean): Place[] | undefined {
	const places: Place[] = [];
	for (let from = 0; from < bytes.length;) {
		const length = isPacketHead(bytes[from]!) ? lengthAt(bytes, from + 1) : undefined;
		const end = length === undefined ? 0 : length.to + length.value;
		if (length === undefined || (end > bytes.length && !goesOn) || places.length >= limits.decode_messages) {
			return undefined;
		}

		const to = Math.min(end, bytes.length);
		places.push({from, to, length: end - from});
		from = to;
	}

	return places;
}

/** Whether a packet can begin with a byte. */
export function isPacketHead(byte: number): boolean {
	const type = byte >> 4;
	const flags = byte & 0x0F;
	return type === publish ? (flags & qos_bits) !== qos_bits : flagsOf[type] === flags;
}

/** Seven bits a byte, the lowest first, four bytes at most (section 2.2.3). */
function lengthAt(bytes: Uint8Array, at: number): {readonly value: number; readonly to: number} | undefined {
	let value = 0;
	for (let index = 0; index < 4; index++) {
		const byte = bytes[at + index];
		if (byte === undefined) {
			return undefined;
		}

		value |= (byte & 0x7F) << (7 * index);
		if ((byte & 0x80) === 0) {
			return {value, to: at + index + 1};
		}
	}

	return undefined;
}

/** A packet of whatever version it is; undefined when it is none. */
export function readAnyPacket(bytes: Uint8Array): Packet | undefined {
	return readPacket(bytes, 4) ?? readPacket(bytes, 5);
}

function readPacket(bytes: Uint8Array, protocolVersion: 4 | 5): Packet | undefined {
	const found: Packet[] = [];
	const reader = parser({protocolVersion});
	let isBroken = false;
	reader.on('packet', packet => {
		found.push(packet);
	});
	reader.on('error', () => {
		isBroken = true;
	});
	try {
		return reader.parse(Buffer.from(bytes)) === 0 && !isBroken ? found[0] : undefined;
	} catch {
		return undefined;
	}
}

function packetText(packet: Packet): string {
	if (packet.cmd === 'connect') {
		return `connect ${packet.clientId} version ${packet.protocolVersion} keepalive ${packet.keepalive} s`;
	}

	if (packet.cmd === 'connack') {
		return `connack ${packet.returnCode ?? packet.reasonCode ?? 0}`;
	}

	if (packet.cmd === 'publish') {
		const {topic, qos, retain, payload} = packet;
		const flags = `qos ${qos}${retain ? ' retain' : ''}`;
		return `publish ${topic} ${flags}  ${formatCount(payload.length)} B ${preview(Buffer.from(payload))}`;
	}

	if (packet.cmd === 'subscribe') {
		const topics = packet.subscriptions.map(({topic, qos}) => `${topic} qos ${qos}`);
		return `subscribe ${packet.messageId} ${topics.join(', ')}`;
	}

	return packet.messageId === undefined ? packet.cmd : `${packet.cmd} ${packet.messageId}`;
}
