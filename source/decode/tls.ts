/**
TLS: the type of each record, and the unencrypted part of handshakes. Source: RFC 8446, sections 4 and 5.1; RFC 6066,
section 3.
*/
import {highest} from '../core/highest.ts';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import type {Decoder, Message} from './message.ts';

const recordTypes: Readonly<Record<number, string>> = {
	20: 'change_cipher_spec',
	21: 'alert',
	22: 'handshake',
	23: 'application_data',
	24: 'heartbeat',
};
const handshakeTypes: Readonly<Record<number, string>> = {
	0: 'hello_request',
	1: 'client_hello',
	2: 'server_hello',
	4: 'new_session_ticket',
	5: 'end_of_early_data',
	8: 'encrypted_extensions',
	11: 'certificate',
	12: 'server_key_exchange',
	13: 'certificate_request',
	14: 'server_hello_done',
	15: 'certificate_verify',
	16: 'client_key_exchange',
	20: 'finished',
	24: 'key_update',
};
const versions: Readonly<Record<number, string>> = {
	0x03_00: 'SSL 3.0',
	0x03_01: 'TLS 1.0',
	0x03_02: 'TLS 1.1',
	0x03_03: 'TLS 1.2',
	0x03_04: 'TLS 1.3',
};
export const header_bytes = 5;
const max_record_bytes = 16_384 + 2048;

/** `handshake`, or the number of a type that has no name. */
export function recordTypeName(type: number): string {
	return recordTypes[type] ?? String(type);
}

/** `TLS 1.2`, or the number in hex. */
export function versionName(version: number): string {
	return versions[version] ?? version.toString(16);
}

/** Whether bytes, be they one or many, begin a record. */
export function isRecordStart(bytes: Uint8Array): boolean {
	return recordTypes[bytes[0]!] !== undefined && (bytes.length < 2 || bytes[1] === 3);
}

/** The length that a header tells; undefined when it is none. */
export function recordLength(header: Uint8Array): number | undefined {
	const length = (header[3]! << 8) | header[4]!;
	return isRecordStart(header) && header[2]! <= 4 && length <= max_record_bytes && length > 0 ? length : undefined;
}

export const tls: Decoder = bytes => {
	const found: Message[] = [];
	let isEncrypted = false;
	for (let from = 0; from + header_bytes <= bytes.length && found.length < limits.decode_messages;) {
		const length = recordLength(bytes.subarray(from, from + header_bytes));
		if (length === undefined) {
			break;
		}

		const to = Math.min(bytes.length, from + header_bytes + length);
		const body = bytes.subarray(from + header_bytes, to);
		const here = body.length < length ? `, ${formatCount(body.length)} B here` : '';
		const text = `${recordText(bytes[from]!, body, isEncrypted)}  ${formatCount(length)} B${here}`;
		found.push({from, to, protocol: 'TLS', text});
		isEncrypted ||= bytes[from] === 20;
		from = to;
	}

	return found.length === 0 ? undefined : found;
};

function recordText(type: number, body: Uint8Array, isEncrypted: boolean): string {
	if (type === 22) {
		return `handshake ${isEncrypted ? '(encrypted)' : handshakes(body)}`;
	}

	return type === 21 && body.length === 2
		? `alert ${body[0] === 2 ? 'fatal' : 'warning'} ${body[1]}`
		: recordTypes[type]!;
}

/** One record may contain several handshake messages. */
function handshakes(body: Uint8Array): string {
	const names: string[] = [];
	for (let at = 0; at + 4 <= body.length;) {
		const type = body[at]!;
		const length = (body[at + 1]! << 16) | (body[at + 2]! << 8) | body[at + 3]!;
		const name = handshakeTypes[type];
		if (name === undefined) {
			return names.length === 0 ? '(encrypted)' : names.join(', ');
		}

		names.push(name + (type === 1 || type === 2 ? helloText(type, body.subarray(at + 4, at + 4 + length)) : ''));
		at += 4 + length;
	}

	return names.join(', ');
}

/** ` TLS 1.3 example.org`: the version, and the server name of a ClientHello. */
function helloText(type: number, hello: Uint8Array): string {
	const view = new DataView(hello.buffer, hello.byteOffset, hello.length);
	try {
		let version = view.getUint16(0);
		let at = 34 + 1 + view.getUint8(34);
		at += type === 1 ? 2 + view.getUint16(at) : 2;
		at += type === 1 ? 1 + view.getUint8(at) : 1;
		const end = at + 2 + view.getUint16(at);
		let name = '';
		for (at += 2; at + 4 <= end;) {
			const extension = view.getUint16(at);
			const length = view.getUint16(at + 2);
			if (extension === 0 && type === 1) {
				name = ` ${new TextDecoder().decode(hello.subarray(at + 9, at + 9 + view.getUint16(at + 7)))}`;
			} else if (extension === 43) {
				version = type === 1 ? newest(view, at + 5, view.getUint8(at + 4)) ?? version : view.getUint16(at + 4);
			}

			at += 4 + length;
		}

		return ` ${versionName(version)}${name}`;
	} catch {
		// An incomplete or invalid hello is read beyond its end.
		return '';
	}
}

/** The highest version offered, without GREASE values (RFC 8701). */
function newest(view: DataView, from: number, length: number): number | undefined {
	const offered = Array.from({length: Math.floor(length / 2)}, (_, index) => view.getUint16(from + (index * 2)));
	return highest(offered.filter(version => versions[version] !== undefined));
}
