/** `view decode` shows the messages of a stream: whatever recvs they came in, a message is a row, and a row a message. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {isProblem} from '../../../source/core/problem.ts';
import * as captured from '../../decode/captured.ts';
import {client, Conversation, peer, server} from './conversation.ts';

const decoding = () => new Conversation({columns: 200, rows: 400}).show({view: 'decode'});
const messagesOf = (made: Conversation) => made.rows.filter(row => !row.includes('→'));
const headersOf = (made: Conversation) => made.rows.filter(row => row.includes('→')).map(row => row.slice(14).replace(/ {2}\+.*/v, ''));

function inPieces(bytes: Uint8Array, size: number): Conversation {
	const made = decoding();
	for (let at = 0; at < bytes.length; at += size) {
		made.send(client, bytes.subarray(at, at + size));
	}

	return made;
}

describe('what real programs sent, in pieces of any size, is the same messages', () => {
	// DNS is told by its first bytes at once, and so is what is not recognised.
	for (const [name, bytes] of Object.entries(captured).filter(([name]) => !/^(?:dig|dns)/v.test(name))) {
		const whole = messagesOf(inPieces(bytes, bytes.length));
		for (const size of [1, 2, 3, 7, 100, 1460]) {
			test(`${name} in pieces of ${size}`, () => {
				assert.deepEqual(messagesOf(inPieces(bytes, size)), whole);
			});
		}
	}
});

describe('messages', () => {
	const http = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

	test('one that came in many recvs has one header and one row', () => {
		const made = inPieces(Buffer.from(`*2\r\n$4\r\nname\r\n$10000\r\n${'x'.repeat(10_000)}\r\n`), 4096);
		assert.deepEqual(headersOf(made), ['c1 → s1.1  10,024 B  3 blocks']);
		assert.match(messagesOf(made).join('\n'), /^RESP {3}name x+…$/v);
	});

	test('several in one recv have a row each', () => {
		assert.deepEqual(messagesOf(decoding().send(client, `${http('a')}${http('bc')}`)), [
			'HTTP   HTTP/1.1 200 OK  body 1 B',
			'HTTP   HTTP/1.1 200 OK  body 2 B',
		]);
	});

	test('a recv that ends one and begins another: each row stands where its message begins', () => {
		const bytes = Buffer.from(http('abc') + http('defg'));
		const made = decoding().send(client, bytes.subarray(0, 30)).send(client, bytes.subarray(30, 60)).send(client, bytes.subarray(60));
		assert.deepEqual(made.rows.map(row => row.slice(14).replace(/ {2}\+.*/v, '')), ['c1 → s1.1  41 B  2 blocks', '1 200 OK  body 3 B', 'c1 → s1.1  42 B  2 blocks', '1 200 OK  body 4 B']);
	});

	test('the other direction and other connections may speak in between', () => {
		const other = {name: 'c3', side: 'client'} as const;
		const made = decoding().send(client, '*1\r\n$4\r\nPI').send(server, '+OK\r\n').send(other, '+three\r\n').send(client, 'NG\r\n').send(server, '+PONG\r\n');
		assert.deepEqual(messagesOf(made), ['RESP   PING', 'RESP   +OK', 'RESP   +three', 'RESP   +PONG']);
	});

	test('what has not come yet is told as far as it has', () => {
		const made = decoding().send(client, 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
		assert.deepEqual(messagesOf(made), ['HTTP   HTTP/1.1 200 OK  body 10 B, 3 B here']);
		assert.deepEqual(messagesOf(made.send(client, 'defghij')), ['HTTP   HTTP/1.1 200 OK  body 10 B']);
	});

	test('chunked bodies end where they say', () => {
		const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n${http('x')}`);
		for (const size of [1, 5, 200]) {
			assert.deepEqual(messagesOf(inPieces(bytes, size)), ['HTTP   HTTP/1.1 200 OK  chunked body, 26 B', 'HTTP   HTTP/1.1 200 OK  body 1 B']);
		}
	});

	test('a prompt is a line that ends when it is answered', () => {
		const made = decoding().send(server, 'login: ').send(client, 'anna\n').send(server, 'Welcome\n');
		assert.deepEqual(messagesOf(made), ['line   login: ', 'line   anna', 'line   Welcome']);
		const split = decoding().send(client, 'hel').send(client, 'lo\nwor').send(client, 'ld\n');
		assert.deepEqual(messagesOf(split), ['line   hello', 'line   world']);
	});

	test('lines, commands and replies of SMTP are a row each', () => {
		const made = decoding().send(server, '220 mail ESMTP\r\n').send(client, 'EHLO me\r\n').send(server, '250-mail\r\n250 PIPELINING\r\n');
		assert.deepEqual(messagesOf(made), ['line   220 mail ESMTP', 'line   EHLO me', 'line   250-mail', 'line   250 PIPELINING']);
	});

	test('a length of four bytes whose message comes later', () => {
		const made = decoding().send(client, Uint8Array.of(0, 0, 0, 6, 0x81, 2, 3)).send(client, Uint8Array.of(4, 5, 6, 0, 0, 0, 1, 0x99));
		assert.deepEqual(messagesOf(made), [String.raw`frame  6 B "\x81\x02\x03\x04\x05\x06"  (length in 4 bytes, big-endian)`, String.raw`frame  1 B "\x99"  (length in 4 bytes, big-endian)`]);
	});

	test('lengths of two bytes that fill the block are not the beginning of a length of four', () => {
		const made = decoding().send(client, Uint8Array.of(0, 3, 97, 98, 99)).send(client, Uint8Array.of(0, 2, 100, 101, 0, 1, 102));
		assert.deepEqual(messagesOf(made), ['frame  3 B "abc"  (length in 2 bytes, big-endian)', 'frame  2 B "de"  (length in 2 bytes, big-endian)', 'frame  1 B "f"']);
	});

	test('JSON over several recvs, and several texts in one', () => {
		assert.deepEqual(messagesOf(decoding().send(client, '{"a":[1,').send(client, '2]}\n{"b":"}"}\n').send(client, '[]')), ['JSON   {"a":[1,2]}', 'JSON   {"b":"}"}', 'JSON   []']);
	});

	test('text that looks like the beginning of something is text', () => {
		const texts = ['GET this\n', '[INFO] started\n', '{ not json\n', '* item\n', '- item\n', '$ ls\n', ': x\n'];
		for (const text of texts) {
			assert.deepEqual(messagesOf(inPieces(Buffer.from(`${text}next\n`), 4)), [`line   ${text.trimEnd()}`, 'line   next']);
		}
	});

	test('datagrams are messages by themselves', () => {
		assert.deepEqual(messagesOf(decoding().send(peer, '{"a":').send(peer, '1}')), ['line   {"a":', 'line   1}']);
	});

	test('a datagram that a link lost is read, too', () => {
		const lost = {event: 'dropped', direction: 'out', message: 'lost by the link', bytes: 3, remote: '127.0.0.1:5000'} as const;
		const made = decoding().send(peer, 'm1\n').send(peer, 'm2\n', lost).send(peer, 'm3\n');
		assert.deepEqual(messagesOf(made), ['line   m1', 'line   m2', 'line   m3']);
		assert.match(headersOf(made)[1]!, /3 B {2}lost by the link$/v);
	});
});

describe('view decode stream', () => {
	test('one header where a direction begins', () => {
		const made = decoding().show({joined: true}).send(client, ':1\r\n').send(client, ':2\r\n').send(server, '+OK\r\n').send(client, ':3\r\n');
		assert.deepEqual(headersOf(made), ['c1 → s1.1  8 B  2 blocks', 's1.1 → c1  5 B', 'c1 → s1.1  4 B']);
		assert.deepEqual(messagesOf(made), ['RESP   1', 'RESP   2', 'RESP   +OK', 'RESP   3']);
	});
});

describe('the message at the cursor, opened', () => {
	const opened = (made: Conversation) => {
		const found = made.pane.openMessage(made.viewport);
		return isProblem(found) ? [found.message] : [found.title, ...found.lines];
	};

	const talk = () => decoding().send(client, 'GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n\r\n').send(server, 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a"').send(server, ':1}');

	test('one of several in a recv, and one of several recvs', () => {
		const made = talk().move('right', 'home');
		assert.deepEqual(opened(made), ['HTTP  c1 → s1.1  28 B', 'GET /a HTTP/1.1', 'Host: x']);
		assert.deepEqual(opened(made.move('down')), ['HTTP  c1 → s1.1  19 B', 'GET /b HTTP/1.1']);
		assert.deepEqual(opened(made.move('down')), ['HTTP  s1.1 → c1  45 B', 'HTTP/1.1 200 OK', 'Content-Length: 7', '', 'Body, 7 B', '{', '  "a": 1', '}']);
	});

	test('brings the cursor where there is none', () => {
		assert.equal(opened(talk())[0], 'HTTP  s1.1 → c1  45 B');
		assert.deepEqual(opened(decoding()), ['there are no bytes yet']);
	});

	test('in a view of bytes, the one that the cursor is in, in its block', () => {
		const made = talk().show({view: 'hex'}).move('right', 'home');
		assert.deepEqual(opened(made).slice(0, 2), ['HTTP  c1 → s1.1  28 B', 'GET /a HTTP/1.1']);
		assert.equal(opened(made.show({joined: true}).move('down'))[1], 'GET /b HTTP/1.1');
		assert.deepEqual(opened(new Conversation().send(client, Uint8Array.of(0x81, 0xFF, 0x91, 0, 0x80)).show({view: 'hex'})), [
			'BYTES  c1 → s1.1  5 B',
			'00000000  81 ff 91 00 80                                     ···␀·',
		]);
	});

	test('of a long one, its beginning with its size', () => {
		const made = decoding().send(client, `*1\r\n$3000000\r\n${'x'.repeat(3_000_000)}\r\n`);
		const lines = opened(made);
		assert.equal(lines[0], 'RESP  c1 → s1.1  3,000,016 B');
		assert.equal(lines.at(-1), 'The first 192 KiB of 2.9 MiB are shown.');
	});

	test('what a peer sent is shown, never obeyed', () => {
		const made = decoding().send(client, 'GET / HTTP/1.1\r\nA: \u{1B}[2J\u{202E}\r\n\r\n');
		assert.equal(opened(made).at(-1), String.raw`A: \x1b[2J\u{202e}`);
	});
});
