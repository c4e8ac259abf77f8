import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {encode} from 'dns-packet';
import {generate} from 'mqtt-packet';
import {decode} from '../../source/decode/decode.ts';
import type {DecodeFacts} from '../../source/decode/message.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';
import * as captured from './captured.ts';

const stream: DecodeFacts = {isDatagram: false, isCut: false};
const datagram: DecodeFacts = {isDatagram: true, isCut: false};
const told = (bytes: Uint8Array | string, facts = stream) => decode(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, facts).map(({protocol, text}) => `${protocol} ${text}`.trim());

describe('what real programs sent', () => {
	test('mosquitto and its clients', () => {
		assert.deepEqual(told(captured.mosquittoSubscriber), [
			'MQTT connect lamp version 4 keepalive 30 s',
			'MQTT subscribe 1 home/# qos 1',
			'MQTT puback 1',
			'MQTT disconnect',
		]);
		assert.deepEqual(told(captured.mosquittoPublisher), [
			'MQTT connect switch version 4 keepalive 60 s',
			'MQTT publish home/lamp qos 1  2 B "on"',
			'MQTT disconnect',
		]);
		assert.deepEqual(told(captured.mosquittoBroker), [
			'MQTT connack 0',
			'MQTT suback 1',
			'MQTT publish home/lamp qos 1  2 B "on"',
		]);
	});

	test('dnsmasq', () => {
		assert.deepEqual(told(captured.dnsAddress, datagram), ['DNS response 21316 NOERROR A play.example = A 192.0.2.7']);
		assert.deepEqual(told(captured.dnsMail, datagram), ['DNS response 13979 NOERROR MX play.example = MX 10 mail.play.example']);
		assert.deepEqual(told(captured.dnsText, datagram), ['DNS response 3726 NOERROR TXT play.example = TXT "both ends, every call"']);
	});

	test('redis-cli', () => {
		assert.deepEqual(told(captured.redisCommands), [
			'RESP COMMAND DOCS',
			'RESP SET greeting "Xin chào"',
			'RESP GET greeting',
			'RESP GET missing',
			'RESP INCR counter',
			'RESP LPUSH list a b c',
			'RESP LRANGE list 0 -1',
			'RESP HELLO 3',
			'RESP HSET h f1 v1 f2 v2',
			'RESP HGETALL h',
			'RESP NOSUCH',
		]);
	});

	test('redis-server, RESP 2 and then 3', () => {
		assert.deepEqual(told(captured.redisReplies), [
			'RESP +OK',
			'RESP "Xin chào"',
			'RESP (nil)',
			'RESP 1',
			'RESP 3',
			'RESP c b a',
			'RESP [server redis version 7.0.15 proto 3 id 3 mode standalone role master modules []]',
			'RESP 2',
			'RESP [f1 v1 f2 v2]',
			'RESP -ERR unknown command \'NOSUCH\', with args beginning with:',
		]);
	});

	test('curl and a web server', () => {
		assert.deepEqual(told(captured.curlRequests), [
			'HTTP GET /a.json HTTP/1.1  host: 127.0.0.1:28081',
			'HTTP GET /nothing HTTP/1.1  host: 127.0.0.1:28081',
			'HTTP POST /form HTTP/1.1  host: 127.0.0.1:28081  content-type: application/x-www-form-urlencoded  body 7 B',
		]);
		assert.deepEqual(told(captured.serverResponses), [
			'HTTP HTTP/1.1 200 OK  content-type: application/json  body 18 B',
			'HTTP HTTP/1.1 404 File not found  content-type: text/html;charset=utf-8  body 335 B',
		]);
	});

	test('dig', () => {
		assert.deepEqual(told(captured.digQuery, datagram), ['DNS query 53675 AAAA example.org']);
		assert.deepEqual(told(captured.digQueryTcp), ['DNS query 33574 MX example.org']);
	});

	test('TLS 1.2 and 1.3', () => {
		assert.deepEqual(told(captured.tls12Client), [
			'TLS handshake client_hello TLS 1.2 example.org  217 B',
			'TLS handshake client_key_exchange  37 B',
			'TLS change_cipher_spec  1 B',
			'TLS handshake (encrypted)  40 B',
			'TLS application_data  105 B',
			'TLS alert  26 B',
		]);
		assert.deepEqual(told(captured.tls12Server), [
			'TLS handshake server_hello TLS 1.2  93 B',
			'TLS handshake certificate  795 B',
			'TLS handshake server_key_exchange  300 B',
			'TLS handshake server_hello_done  4 B',
			'TLS change_cipher_spec  1 B',
			'TLS handshake (encrypted)  40 B',
		]);
		assert.equal(told(captured.tls13Client)[0], 'TLS handshake client_hello TLS 1.3 example.org  512 B');
		assert.equal(told(captured.tls13Server)[0], 'TLS handshake server_hello TLS 1.3  122 B');
	});
});

const table: ReadonlyArray<readonly [what: string, bytes: string | Uint8Array, lines: readonly string[]]> = [
	['a head that is cut', 'GET / HTTP/1.1\r\nHost: x', ['HTTP GET / HTTP/1.1  host: x  header incomplete']],
	['a body that is cut', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', ['HTTP HTTP/1.1 200 OK  body 10 B, 3 B here']],
	['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', [
		'HTTP HTTP/1.1 200 OK  chunked body, 13 B', 'HTTP HTTP/1.1 204 No Content',
	]],
	['an answer without a length', 'HTTP/1.0 200 OK\r\n\r\nhello', ['HTTP HTTP/1.0 200 OK  body 5 B so far, to the end of the stream']],
	['one JSON text', '{ "a": [1, 2],\n "b": "à" }', ['JSON {"a":[1,2],"b":"à"}']],
	['JSON by lines, then something else', '{"a":1}\n[2]\nhello\n', ['JSON {"a":1}', 'JSON [2]', '6 B more']],
	['broken JSON is text', '{"a":\n', ['line {"a":']],
	['lines', 'one\r\ntwo\n\nthree', ['line one', 'line two', 'line', 'line three']],
	['a value that goes on', '*2\r\n$3\r\nGET\r\n$100\r\nabc', ['RESP GET abc of 100 B (incomplete)']],
	['empty and nil', '*0\r\n*-1\r\n$0\r\n\r\n_\r\n#t\r\n', ['RESP (empty list)', 'RESP (nil)', 'RESP ""', 'RESP (nil)', 'RESP true']],
	['lengths in four bytes', '\0\0\0\u{5}hello\0\0\0\u{2}hi', ['frame 5 B "hello"  (length in 4 bytes, big-endian)', 'frame 2 B "hi"']],
	['in four, little-endian', '\u{5}\0\0\0hello', ['frame 5 B "hello"  (length in 4 bytes, little-endian)']],
	['in two bytes', '\0\u{5}hello\0\u{2}hi', ['frame 5 B "hello"  (length in 2 bytes, big-endian)', 'frame 2 B "hi"']],
	['in two, little-endian', '\u{5}\0hello', ['frame 5 B "hello"  (length in 2 bytes, little-endian)']],
	['in one', '\u{5}hello\u{2}hi', ['frame 5 B "hello"  (length in 1 byte)', 'frame 2 B "hi"']],
	['nothing known', Uint8Array.of(0xFF, 0xFE, 0x80), ['? unknown format; h shows the bytes']],
	['no bytes', '', []],
];

describe('what is recognised', () => {
	for (const [what, bytes, lines] of table) {
		test(what, () => {
			assert.deepEqual(told(bytes), lines);
		});
	}
});

test('DNS answers', () => {
	const question = {type: 'A', name: 'example.org'} as const;
	const answer = encode({type: 'response', id: 7, flags: 0, questions: [question], answers: [{...question, data: '192.0.2.1', ttl: 60}, {type: 'TXT', name: 'example.org', data: 'hello'}]});
	assert.deepEqual(told(answer, datagram), ['DNS response 7 NOERROR A example.org = A 192.0.2.1, TXT "hello"']);
	assert.deepEqual(told(encode({type: 'response', id: 7, flags: 3, questions: [question]}), datagram), ['DNS response 7 NXDOMAIN A example.org = no answer']);
});

test('MQTT', () => {
	const bytes = Buffer.concat([
		generate({cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'lamp', keepalive: 30}),
		generate({cmd: 'subscribe', messageId: 6, subscriptions: [{topic: 'home/#', qos: 1}]}),
		generate({cmd: 'publish', topic: 'home/lamp', payload: Buffer.from('on'), qos: 0, dup: false, retain: true}),
		generate({cmd: 'pingreq'}),
	]);
	assert.deepEqual(told(bytes), [
		'MQTT connect lamp version 4 keepalive 30 s',
		'MQTT subscribe 6 home/# qos 1',
		'MQTT publish home/lamp qos 0 retain  2 B "on"',
		'MQTT pingreq',
	]);
});

test('every beginning of what was captured is told, to its last byte', () => {
	for (const bytes of Object.values(captured)) {
		for (let end = 1; end < bytes.length; end += Math.max(1, Math.floor(bytes.length / 97))) {
			const messages = decode(bytes.subarray(0, end), stream);
			assert.equal(messages.at(-1)?.to, end);
		}
	}
});

test('nothing throws, whatever comes, and the messages stand one behind the other', () => {
	const random = seeded(17);
	const openings = ['', 'HTTP/1.1 200 OK\r\n', '*3\r\n', '%2\r\n', '{', '[', '\u{16}\u{3}\u{3}\u{1}\u{20}\u{1}', '\u{10}\u{C}\0\u{4}MQTT\u{4}'].map(text => Buffer.from(text, 'latin1'));
	for (let round = 0; round < 2000; round++) {
		const bytes = Buffer.concat([openings[round % openings.length]!, randomBytes(random, 120)]);
		let end = 0;
		for (const {from, to} of decode(bytes, {isDatagram: round % 3 === 0, isCut: round % 5 === 0})) {
			assert.equal(from, end, bytes.toString('hex'));
			assert.ok(to > from);
			assert.ok(to <= bytes.length);
			end = to;
		}
	}
});

test('what is made to be slow is not: a step for each pair of these bytes would be 4e12 of them, and this would never end', () => {
	const hostile = ['[', '{"a":', '*1\r\n', '*9\r\n', '$1\r\na\r\n', '\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n', '\u{1}a', '\u{C0}\0', '\0\u{1}a'];
	for (const piece of hostile) {
		const bytes = Buffer.from(piece.repeat(2_000_000 / piece.length), 'latin1');
		assert.equal(decode(bytes, stream).at(-1)!.to, bytes.length, JSON.stringify(piece));
	}
});
