/** What a peer makes so that reading it takes long: it is not read, and its line says why. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {decode} from '../../source/decode/decode.ts';
import {longestChain} from '../../source/decode/dns-names.ts';

type Chained = {readonly pointers: number; readonly records?: number; readonly padding?: number};

/** A DNS answer whose first record holds a row of pointers, each to the one before; the names of all others begin at the last. */
function chained({pointers, records = 2, padding = 0}: Chained): Uint8Array {
	const parts: number[] = [0, 7, 0x81, 0x80, 0, 1, Math.floor(records / 256), records % 256, 0, 0, 0, 0, 0, 0, 1, 0, 1];
	const data = (2 * pointers) + 1 + padding;
	parts.push(0, 0, 10, 0, 1, 0, 0, 0, 0, Math.floor(data / 256), data % 256, 0);
	let name = parts.length - 1;
	for (let index = 0; index < pointers; index++) {
		const here = parts.length;
		parts.push(0xC0 + Math.floor(name / 256), name % 256);
		name = here;
	}

	for (let index = 0; index < padding; index++) {
		parts.push(0x61);
	}

	for (let index = 1; index < records; index++) {
		parts.push(0xC0 + Math.floor(name / 256), name % 256, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7);
	}

	return Uint8Array.from(parts);
}

function told(bytes: Uint8Array | string, isDatagram = false): string[] {
	return decode(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, {isDatagram, isCut: false}).map(({protocol, text}) => `${protocol} ${text}`.trim());
}

describe('DNS', () => {
	const table: ReadonlyArray<readonly [what: string, message: Chained, line: RegExp]> = [
		['pointers that may follow each other', {pointers: limits.decode_dns_pointers - 1}, /^DNS response 7 NOERROR A \. = NULL .*, A 192\.0\.2\.7$/v],
		['one more', {pointers: limits.decode_dns_pointers}, /^DNS not decoded: names of over 4 pointers in a row$/v],
		['as many records as may be', {pointers: 0, records: limits.decode_dns_records - 1}, /^DNS response 7 NOERROR A \. = NULL/v],
		['more', {pointers: 0, records: limits.decode_dns_records + 1}, /^DNS not decoded: over 8,192 B$/v],
		['more bytes', {pointers: 0, padding: limits.decode_dns_bytes}, /^DNS not decoded: over 8,192 B$/v],
		['all that 64 KiB have room for', {pointers: 8000, records: 3000}, /^DNS not decoded: over 8,192 B$/v],
	];
	for (const [what, message, line] of table) {
		test(what, () => {
			assert.match(told(chained(message), true).join('\n').replaceAll('\0', ''), line);
		});
	}

	test('more records than may be, of eleven bytes each', () => {
		const bytes = new Uint8Array(limits.decode_dns_bytes);
		bytes.set([0, 7, 0x81, 0x80, 0, 1, 2, 0xBC, 0, 0, 0, 0]);
		assert.deepEqual(told(bytes, true), ['DNS not decoded: over 512 records']);
	});

	test('over TCP, one message that is not read does not hide the next', () => {
		const withLength = (bytes: Uint8Array) => [Math.floor(bytes.length / 256), bytes.length % 256, ...bytes];
		const bytes = Uint8Array.from([...withLength(chained({pointers: 100})), ...withLength(chained({pointers: 1}))]);
		assert.equal(told(bytes)[0], 'DNS not decoded: names of over 4 pointers in a row');
		assert.match(told(bytes)[1]!, /^DNS response 7 NOERROR/v);
	});

	const chains: ReadonlyArray<readonly [what: string, bytes: readonly number[], longest: number]> = [
		['no pointer', [1, 0x61, 0], 0],
		['one', [0, 0xC0, 0], 1],
		['to the one before', [0, 0xC0, 0, 0xC0, 1], 2],
		['to itself, or behind', [0xC0, 0, 0xC0, 9], 1],
		['half of one', [0, 0xC0], 0],
	];
	for (const [what, bytes, longest] of chains) {
		test(`pointers in a row: ${what}`, () => {
			assert.equal(longestChain(Uint8Array.from(bytes)), longest);
		});
	}
});

test('HTTP: a head that is too long is told as far as it is read', () => {
	const fields = 'a: b\r\n'.repeat(limits.decode_header_bytes / 6);
	assert.deepEqual(told(`GET / HTTP/1.1\r\nHost: x\r\n${fields}\r\n`), ['HTTP GET / HTTP/1.1  host: x  not decoded further: a header of over 32 KiB']);
	assert.deepEqual(told(`GET / HTTP/1.1\r\n${fields.slice(0, 6000)}Host: x\r\nhost: y\r\n\r\n`), ['HTTP GET / HTTP/1.1  host: x']);
});

test('more messages than are told: what is left says why', () => {
	for (const [piece, protocol] of [['{}\n', 'JSON'], ['a\n', 'line'], ['GET / HTTP/1.1\r\n\r\n', 'HTTP'], [':1\r\n', 'RESP']] as const) {
		const lines = told(piece.repeat(limits.decode_messages + 3));
		assert.equal(lines.length, limits.decode_messages + 1);
		assert.ok(lines[0]!.startsWith(protocol));
		assert.equal(lines.at(-1), `${3 * piece.length} B more, not decoded: over 2,000 messages`);
	}
});

test('no line is longer than a screen could show', () => {
	const hellos = Buffer.from(`\u{16}\u{3}\u{1}\u{3F}\u{FC}${'\0\0\0\0'.repeat(0xF_FF)}`, 'latin1');
	for (const bytes of [hellos, 'x'.repeat(65_536), `*9999\r\n${'+a\r\n'.repeat(9999)}`, `["${'x'.repeat(60_000)}"]`]) {
		for (const line of told(bytes)) {
			assert.ok(line.length < 400, `${line.length} characters`);
		}
	}
});

test('TLS: a hello that offers no version known here has that of its head', () => {
	const hello = [3, 3, ...Array.from({length: 32}, () => 0), 0, 0, 2, 0x13, 1, 1, 0, 0, 9, 0, 43, 0, 5, 4, 0x0A, 0x0A, 0x1A, 0x1A];
	const handshake = [1, 0, 0, hello.length, ...hello];
	assert.deepEqual(told(Uint8Array.from([22, 3, 1, 0, handshake.length, ...handshake])), [`TLS handshake client_hello TLS 1.2  ${handshake.length} B`]);
});
