/** MQTT 3.1, 3.1.1 and 5. Source: MQTT Version 3.1.1 and 5.0 (OASIS), section 2.1. */
import {Buffer} from 'node:buffer';
import {parser, type Packet} from 'mqtt-packet';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';
import {preview, shorten} from './preview.ts';

/** The lower half of a first byte, by packet type (section 2.1.3); a PUBLISH has flags of its own. */
const flagsOf: Readonly<Record<number, number>> = {1: 0, 2: 0, 4: 0, 5: 0, 6: 2, 7: 0, 8: 2, 9: 0, 10: 2, 11: 0, 12: 0, 13: 0, 14: 0, 15: 0};

/** Where each packet begins and ends. */
type Place = {readonly from: number; readonly to: number};

export const mqtt: Decoder = bytes => {
	const places = placesOf(bytes);
	if (places === undefined) {
		return undefined;
	}

	const found: Message[] = [];
	for (const {from, to} of places) {
		const packet = readPacket(bytes.subarray(from, to), 4) ?? readPacket(bytes.subarray(from, to), 5);
		if (packet === undefined) {
			return undefined;
		}

		found.push({from, to, protocol: 'MQTT', text: shorten(packetText(packet))});
	}

	return found;
};

/** The packets fill the bytes exactly, or these are not MQTT. */
function placesOf(bytes: Uint8Array): Place[] | undefined {
	const places: Place[] = [];
	for (let from = 0; from < bytes.length;) {
		const type = Math.floor(bytes[from]! / 16);
		const isKnown = type === 3 ? bytes[from]! % 8 < 6 : flagsOf[type] === bytes[from]! % 16;
		const length = isKnown ? lengthAt(bytes, from + 1) : undefined;
		if (length === undefined || length.to + length.value > bytes.length || places.length >= limits.decode_messages) {
			return undefined;
		}

		places.push({from, to: length.to + length.value});
		from = length.to + length.value;
	}

	return places;
}

/** Seven bits a byte, the lowest first, four bytes at the most (section 2.2.3). */
function lengthAt(bytes: Uint8Array, at: number): {readonly value: number; readonly to: number} | undefined {
	let value = 0;
	for (let index = 0; index < 4; index++) {
		const byte = bytes[at + index];
		if (byte === undefined) {
			return undefined;
		}

		value += (byte % 128) * (128 ** index);
		if (byte < 128) {
			return {value, to: at + index + 1};
		}
	}

	return undefined;
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
		return `publish ${topic} qos ${qos}${retain ? ' retain' : ''}  ${formatCount(payload.length)} B ${preview(Buffer.from(payload))}`;
	}

	if (packet.cmd === 'subscribe') {
		return `subscribe ${packet.messageId} ${packet.subscriptions.map(({topic, qos}) => `${topic} qos ${qos}`).join(', ')}`;
	}

	return packet.messageId === undefined ? packet.cmd : `${packet.cmd} ${packet.messageId}`;
}
