/** MQTT packets: a type, and a length of one to four bytes (section 2.2 of both versions). */
import {isPacketHead, mqtt} from '../mqtt.ts';
import type {Framer, FrameFacts, Framing} from './framing.ts';

export const mqttFramer: Framer = {protocol: 'MQTT', frame: readPacket};

function * readPacket({isKnown, rest, block_bytes}: FrameFacts): Framing {
	const type = rest[0]! >> 4;
	const begins = type === connect || type === connack;
	if (!isPacketHead(rest[0]!) || !(isKnown || begins || isFilled(rest, block_bytes))) {
		return false;
	}

	yield {take: 1};
	const length = yield * readLength();
	if (length === undefined) {
		return false;
	}

	const head = begins && !isKnown ? yield {take: opening_bytes[type]!} : new Uint8Array(0);
	if (head.length > length || (head.length > 0 && !isOpening(type, head))) {
		return false;
	}

	if (length > head.length) {
		yield {skip: length - head.length};
	}

	return true;
}

/** Whether packets fill a block exactly. */
function isFilled(rest: Uint8Array, block_bytes: number): boolean {
	return rest.length === block_bytes && mqtt(rest, {isDatagram: false, isCut: false}) !== undefined;
}

const [connect, connack] = [1, 2];
const opening_bytes: Readonly<Record<number, number>> = {[connect]: 4, [connack]: 2};

/** CONNECT begins with the name MQTT or MQIsdp (section 3.1.2.1), CONNACK with one flag and a code (3.2.2). */
function isOpening(type: number, [first, second, third, fourth]: Uint8Array): boolean {
	return type === connect
		? first === 0 && (second === 4 || second === 6) && third === 0x4D && fourth === 0x51
		: first! <= 1 && (second! <= 5 || second! >= 0x80);
}

function * readLength(): Generator<{readonly take: number}, number | undefined, Uint8Array> {
	let length = 0;
	for (let index = 0; index < 4; index++) {
		const byte = yield {take: 1};
		length |= (byte[0]! & 0x7F) << (7 * index);
		if ((byte[0]! & 0x80) === 0) {
			return length;
		}
	}

	return undefined;
}
