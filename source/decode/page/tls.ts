/** TLS: the header of a record, and the fields of a hello (RFC 8446, section 4.1). */
import {hexByte} from '../../core/byte-literals.ts';
import {formatCount} from '../../core/quantities.ts';
import {header_bytes, recordTypeName, tls, versionName} from '../tls.ts';
import {fieldLines, hexLines, part} from './body.ts';

export function tlsPage(bytes: Uint8Array): readonly string[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const [message] = tls(bytes, {isDatagram: false, isCut: false}) ?? [];
	const body = bytes.subarray(header_bytes);
	return [
		...fieldLines([
			['record', recordTypeName(view.getUint8(0))],
			['version', versionName(view.getUint16(1))],
			['length', `${formatCount(view.getUint16(3))} B`],
			['content', message?.text ?? ''],
		]),
		...part('Hello', view.getUint8(0) === 22 ? helloLines(body) : []),
		...part('Bytes', hexLines(bytes)),
	];
}

/** The fields of a ClientHello or ServerHello; none of anything else, or where it is cut. */
function helloLines(body: Uint8Array): readonly string[] {
	const type = body[0];
	if ((type !== 1 && type !== 2) || body.length < 4) {
		return [];
	}

	const reader = new Reader(body.subarray(4));
	try {
		const version = versionName(reader.number(2));
		const random = hexOf(reader.take(32));
		const session = hexOf(reader.take(reader.number(1)));
		const suites = type === 1 ? reader.take(reader.number(2)) : reader.take(2);
		reader.take(type === 1 ? reader.number(1) : 1);
		return [
			...fieldLines([['version', version], ['random', random], ['session', session], ['cipher suites', wordsOf(suites)]]),
			...extensionLines(reader.take(reader.number(2))),
		];
	} catch {
		return ['(cut or not readable)'];
	}
}

const extensionNames: Readonly<Record<number, string>> = {
	0: 'server_name',
	5: 'status_request',
	10: 'supported_groups',
	11: 'ec_point_formats',
	13: 'signature_algorithms',
	16: 'alpn',
	22: 'encrypt_then_mac',
	23: 'extended_master_secret',
	35: 'session_ticket',
	41: 'pre_shared_key',
	43: 'supported_versions',
	45: 'psk_key_exchange_modes',
	51: 'key_share',
	0xFF_01: 'renegotiation_info',
};

function extensionLines(bytes: Uint8Array): readonly string[] {
	const reader = new Reader(bytes);
	const lines: string[] = [];
	while (reader.left > 0) {
		const type = reader.number(2);
		const data = reader.take(reader.number(2));
		lines.push(`extension ${extensionNames[type] ?? type}  ${extensionText(type, data)}`.trimEnd());
	}

	return lines;
}

/** Names as text; anything else in hex. */
function extensionText(type: number, data: Uint8Array): string {
	if (type === 0 && data.length > 5) {
		return new TextDecoder().decode(data.subarray(5));
	}

	return type === 16 && data.length > 2 ? protocolNames(data.subarray(2)) : hexOf(data);
}

function protocolNames(bytes: Uint8Array): string {
	const reader = new Reader(bytes);
	const names: string[] = [];
	while (reader.left > 0) {
		names.push(new TextDecoder().decode(reader.take(reader.number(1))));
	}

	return names.join(' ');
}

function hexOf(bytes: Uint8Array): string {
	return Array.from(bytes, byte => hexByte(byte)).join(' ');
}

/** Two bytes each: `1301 c02f`. */
function wordsOf(bytes: Uint8Array): string {
	return Array.from(
		{length: Math.floor(bytes.length / 2)},
		(_, index) => hexByte(bytes[index * 2]!) + hexByte(bytes[(index * 2) + 1]!),
	).join(' ');
}

/** Reads from the beginning on; throws at the end. */
class Reader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get left(): number {
		return this.#bytes.length - this.#at;
	}

	take(count: number): Uint8Array {
		if (count > this.left) {
			throw new RangeError('the bytes end');
		}

		this.#at += count;
		return this.#bytes.subarray(this.#at - count, this.#at);
	}

	/** A number of so many bytes, big-endian. */
	number(size: number): number {
		let value = 0;
		for (const byte of this.take(size)) {
			value = (value * 256) + byte;
		}

		return value;
	}
}
