/** MQTT: every field of a packet, and what is published. */
import {Buffer} from 'node:buffer';
import {formatCount} from '../../core/quantities.ts';
import {readAnyPacket} from '../mqtt.ts';
import {bodyLines, fieldLines, hexLines, part} from './body.ts';

export function mqttPage(bytes: Uint8Array): readonly string[] | undefined {
	const packet = readAnyPacket(bytes);
	if (packet === undefined) {
		return undefined;
	}

	const {payload, ...rest} = packet as unknown as Readonly<Record<string, unknown>>;
	const fields = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
	const content = typeof payload === 'string' || Buffer.isBuffer(payload) ? Buffer.from(payload) : undefined;
	return [
		...fieldLines(fields.map(([name, value]) => [name, fieldText(value)] as const)),
		...content === undefined ? [] : part(`Payload, ${formatCount(content.length)} B`, bodyLines(content)),
		...part('Bytes', hexLines(bytes)),
	];
}

function fieldText(value: unknown): string {
	if (Buffer.isBuffer(value)) {
		return JSON.stringify(value.toString('utf8'));
	}

	return typeof value === 'string' ? value : JSON.stringify(value);
}
