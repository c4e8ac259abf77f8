/** A message opened: what its page tells, from bytes that real programs sent. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {decode} from '../../source/decode/decode.ts';
import {messagePage} from '../../source/decode/page/page.ts';
import * as captured from './captured.ts';

/** The page of the message at an index. */
function pageOf(given: Uint8Array | string, {index = 0, isDatagram = false} = {}): readonly string[] {
	const bytes = typeof given === 'string' ? Buffer.from(given) : given;
	const {protocol, from, to} = decode(bytes, {isDatagram, isCut: false})[index]!;
	return messagePage(protocol, {bytes: bytes.subarray(from, to), size_bytes: to - from, isDatagram});
}

describe('HTTP', () => {
	test('headers as they came, and JSON laid out', () => {
		assert.deepEqual(pageOf(captured.serverResponses), [
			'HTTP/1.1 200 OK',
			'Server: SimpleHTTP/0.6 Python/3.11.7',
			'Date: Sat, 21 Nov 2026 02:15:47 GMT',
			'Content-type: application/json',
			'Content-Length: 18',
			'Last-Modified: Sat, 21 Nov 2026 02:15:44 GMT',
			'',
			'Body, 18 B',
			'{',
			'  "hello": "world"',
			'}',
		]);
	});

	test('a text body line by line, and none', () => {
		const lines = pageOf(captured.serverResponses, {index: 1});
		assert.ok(lines.includes('    <body>'));
		assert.deepEqual(pageOf(captured.curlRequests), ['GET /a.json HTTP/1.1', 'Host: 127.0.0.1:28081', 'User-Agent: curl/7.88.1', 'Accept: */*']);
	});

	test('chunks put together', () => {
		const lines = pageOf('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n');
		assert.deepEqual(lines.slice(-2), ['Body, 11 B', 'hello world']);
	});

	test('what is compressed or binary as a hexdump', () => {
		const lines = pageOf('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd');
		assert.equal(lines.at(-1), '00000000  61 62 63 64                                        abcd');
	});
});

test('JSON with an indentation', () => {
	assert.deepEqual(pageOf('{"a":[1,{"b":null}]}'), ['{', '  "a": [', '    1,', '    {', '      "b": null', '    }', '  ]', '}']);
});

test('RESP as a tree', () => {
	assert.deepEqual(pageOf(captured.redisCommands), ['array of 2', '  1. "COMMAND"', '  2. "DOCS"']);
	assert.deepEqual(pageOf('%2\r\n$1\r\na\r\n*2\r\n:1\r\n_\r\n+b\r\n#t\r\n'), ['map of 2', '  "a": array of 2', '    1. 1', '    2. (nil)', '  +b: true']);
	assert.deepEqual(pageOf('*1\r\n$7\r\n{"x":1}\r\n'), ['array of 1', '  1. 7 B', '    {', '      "x": 1', '    }']);
});

test('DNS: header, questions, records', () => {
	const lines = pageOf(captured.dnsMail, {isDatagram: true});
	assert.deepEqual(lines.slice(0, 11), [
		'id     13979',
		'type   response',
		'code   NOERROR',
		'flags  aa rd ra',
		'',
		'Question',
		'play.example  MX',
		'',
		'Answer',
		'play.example  0 s  MX  preference=10 exchange=mail.play.example',
		'',
	].map(line => line));
});

test('TLS: the record, and the fields of a hello', () => {
	const lines = pageOf(captured.tls12Client);
	assert.deepEqual(lines.slice(0, 4), ['record   handshake', 'version  TLS 1.0', 'length   217 B', 'content  handshake client_hello TLS 1.2 example.org  217 B']);
	assert.ok(lines.includes('extension server_name  example.org'));
	assert.ok(lines.includes('extension alpn  h2 http/1.1'));
	assert.match(lines.find(line => line.startsWith('cipher suites'))!, /c030 009f/v);
});

test('MQTT: every field, and the payload', () => {
	const lines = pageOf(captured.mosquittoPublisher, {index: 1});
	assert.ok(lines.includes('topic      home/lamp'), lines.join('\n'));
	assert.deepEqual(lines.slice(lines.indexOf('Payload, 2 B'), lines.indexOf('Payload, 2 B') + 2), ['Payload, 2 B', 'on']);
});

test('a frame, a line, and what is not recognised', () => {
	assert.deepEqual(pageOf(Uint8Array.of(0, 0, 0, 2, 0x7B, 0x7D)), ['2 B, length in 4 bytes, big-endian', '', 'Content', '{}']);
	assert.deepEqual(pageOf('220 ready\r\n'), ['220 ready']);
	assert.match(pageOf(Uint8Array.from({length: 40}, (_, index) => (index * 37) + 129))[0]!, /^00000000 {2}81 a6 cb/v);
});

test('a page has a bound, and says what it leaves out', () => {
	const lines = pageOf(`HTTP/1.1 200 OK\r\n\r\n${'x\n'.repeat(limits.page_lines + 10)}`);
	assert.equal(lines.length, limits.page_lines + 2);
	assert.match(lines.at(-1)!, /^\d+ or more lines are not shown\.$/v);
	const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
	assert.equal(pageOf(deep).length, 1, 'an indentation for each bracket would be 50 MB');
	assert.match(pageOf('y'.repeat(limits.page_line_characters + 5))[0]!, /y… 5 more characters$/v);
	assert.equal(messagePage('line', {bytes: Buffer.from('a'), size_bytes: 3_000_000, isDatagram: false}).at(-1), 'The first 1 B of 2.9 MiB are shown.');
});

test('bytes that are not what their protocol says are a hexdump, whatever they are', () => {
	for (const protocol of ['HTTP', 'TLS', 'JSON', 'RESP', 'DNS', 'MQTT', 'frame', 'line', '?']) {
		for (const bytes of [Uint8Array.of(22), Uint8Array.of(22, 3, 1, 0, 9, 1, 0, 0, 5, 3), Uint8Array.of(0xFF, 0xFE, 0, 0x2A)]) {
			assert.ok(messagePage(protocol, {bytes, size_bytes: bytes.length, isDatagram: true}).length > 0, protocol);
		}
	}
});
