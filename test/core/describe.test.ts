import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describe, describeLine} from '../../source/core/describe.ts';
import type {Fact, LabEvent} from '../../source/core/events.ts';

const time = new Date(2026, 10, 20, 12, 1, 9, 872).getTime() * 1000;
const event = (fact: Fact, more: Partial<LabEvent> = {}): LabEvent => ({seq: 1, time, endpoint: 'c1', side: 'client', ...fact, ...more});
const moved = {data: [{at: 0, length: 10}], bytes: 10};

const lines: ReadonlyArray<readonly [event: LabEvent, line: string, tone: string]> = [
	[event({event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3}), 'socket(AF_INET, SOCK_STREAM) = 3', 'normal'],
	[event({event: 'socket', args: 'AF_INET, SOCK_STREAM'}), 'socket(AF_INET, SOCK_STREAM) = ?', 'normal'],
	[event({event: 'setsockopt', args: 'SO_REUSEADDR, 1', result: 0}), 'setsockopt(SO_REUSEADDR, 1) = 0', 'normal'],
	[event({event: 'accept', result: 's1.1', remote: '127.0.0.1:5'}), 'accept() = s1.1 from 127.0.0.1:5', 'normal'],
	[event({event: 'connect', args: '127.0.0.1:4000', result: 0, elapsed_us: 300, local: '127.0.0.1:5'}), 'connect(127.0.0.1:4000) = 0  0.3 ms  local 127.0.0.1:5', 'normal'],
	[event({event: 'connect', args: '127.0.0.1:1', errno: 'ECONNREFUSED', message: 'nobody listens on 127.0.0.1:1'}), 'connect(127.0.0.1:1) = ECONNREFUSED  nobody listens on 127.0.0.1:1', 'error'],
	[event({event: 'connect', args: '127.0.0.1:1', errno: 'EINPROGRESS'}), 'connect(127.0.0.1:1) = EINPROGRESS', 'normal'],
	[event({event: 'send', asked: 10, result: 10}, moved), String.raw`send(10) = 10   "Xin chào\n"`, 'out'],
	[event({event: 'recv', asked: 65_536, result: 10}, moved), String.raw`recv(65536) = 10   "Xin chào\n"`, 'in'],
	[event({event: 'recv', asked: 65_536, result: 10, remote: '127.0.0.1:5'}, moved), String.raw`recv(65536) = 10  from 127.0.0.1:5   "Xin chào\n"`, 'in'],
	[event({event: 'send', asked: 10, result: 10, remote: '127.0.0.1:5'}, moved), String.raw`send(10) = 10  to 127.0.0.1:5   "Xin chào\n"`, 'out'],
	[event({event: 'send', asked: 1_048_576, result: 524_288, queued: 524_288}, moved), String.raw`send(1048576) = 524288, 524,288 queued   "Xin chào\n"`, 'out'],
	[event({event: 'send', asked: 10, errno: 'EAGAIN', queued: 10}, moved), String.raw`send(10) = EAGAIN, 10 queued   "Xin chào\n"`, 'warn'],
	[event({event: 'recv', call: 'recvfrom', asked: 65_536, result: 10, remote: '127.0.0.1:5'}, moved), String.raw`recvfrom(65536) = 10 from 127.0.0.1:5   "Xin chào\n"`, 'in'],
	[event({event: 'send', call: 'sendto', asked: 10, result: 10, remote: '127.0.0.1:5'}, moved), String.raw`sendto(10, 127.0.0.1:5) = 10   "Xin chào\n"`, 'out'],
	[event({event: 'send', call: 'sendto', asked: 70_000, errno: 'EMSGSIZE', remote: '127.0.0.1:5'}), 'sendto(70000, 127.0.0.1:5) = EMSGSIZE', 'error'],
	[event({event: 'recv', asked: 65_536, result: 0}), 'recv(65536) = 0  peer sent FIN', 'in'],
	[event({event: 'recv', asked: 65_536, result: 0}, {data: [{at: 0, length: 0}], bytes: 0}), 'recv(65536) = 0', 'in'],
	[event({event: 'sent', bytes: 10, direction: 'out'}, moved), String.raw`sent 10 B  into the link   "Xin chào\n"`, 'out'],
	[event({event: 'send', asked: 10, result: 10, link_us: 279_000}, moved), String.raw`send(10) = 10  after 279 ms on the link   "Xin chào\n"`, 'below'],
	[event({event: 'recv', asked: 65_536, result: 10, link: 'held'}, moved), String.raw`recv(65536) = 10  into the link   "Xin chào\n"`, 'below'],
	[event({event: 'recv', asked: 65_536, result: 10, link: 'lost', remote: '127.0.0.1:5'}, moved), String.raw`recv(65536) = 10  from 127.0.0.1:5  lost by the link   "Xin chào\n"`, 'below'],
	[event({event: 'delivered', bytes: 10, direction: 'in', elapsed_us: 279_000}, moved), String.raw`delivered 10 B  after 279 ms on the link   "Xin chào\n"`, 'in'],
	[event({event: 'delivered', bytes: 10, direction: 'in', elapsed_us: 20}, moved), String.raw`delivered 10 B   "Xin chào\n"`, 'in'],
	[event({event: 'shutdown', args: 'SHUT_WR', result: 0}), 'shutdown(SHUT_WR) = 0', 'normal'],
	[event({event: 'close', result: 0}), 'close() = 0', 'normal'],
	[event({event: 'held', message: 'recv is not called until resume'}), 'held  recv is not called until resume', 'normal'],
	[event({event: 'queued', bytes: 10, queued: 524_298}), 'queued 10 B (524,298 B waiting)', 'normal'],
	[event({event: 'drained', bytes: 524_298}), 'drained 524,298 B', 'normal'],
	[event({event: 'dropped', bytes: 10, message: 'the queue is full'}), 'dropped 10 B  the queue is full', 'warn'],
	[event({event: 'error', call: 'send', errno: 'EPIPE', message: 'the peer is gone'}), 'error send() = EPIPE  the peer is gone', 'error'],
	[event({event: 'timeout', call: 'connect', args: '10.0.0.1:1'}), 'timeout connect(10.0.0.1:1)', 'warn'],
	[event({event: 'bind', args: '127.0.0.1:4000', errno: 'EADDRINUSE', retried: true}), 'bind(127.0.0.1:4000) = EADDRINUSE', 'normal'],
	[event({event: 'bind', args: '/tmp/\u{1B}[2J', errno: 'EADDRINUSE', message: '\u{202E}in use'}), String.raw`bind(/tmp/\x1b[2J) = EADDRINUSE  \u{202e}in use`, 'error'],
];

test('the words of the log', () => {
	for (const [made, line, tone] of lines) {
		const bytes = made.bytes === 10 ? new TextEncoder().encode('Xin chào\n') : undefined;
		assert.equal(describeLine(made, bytes), `12:01:09.872 c1 ${line}`);
		assert.equal(describe(made).tone, tone, line);
	}
});

test('what is left out where there is little room, in this order', () => {
	const peer = {endpoint: 's1.1', side: 'server'} as const;
	const table: ReadonlyArray<readonly [made: LabEvent, ...forms: string[]]> = [
		[event({event: 'recv', asked: 65_536, result: 10}, moved), 'recv(65536) = 10', 'recv(65536) = 10', 'recv(65536) = 10', 'recv = 10'],
		[event({event: 'send', asked: 10, errno: 'EAGAIN', queued: 10}, moved), 'send(10) = EAGAIN, 10 queued', 'send(10) = EAGAIN, 10 queued', 'send(10) = EAGAIN, 10 queued', 'send = EAGAIN, 10 queued'],
		[event({event: 'send', asked: 10, result: 10, remote: '127.0.0.1:9'}, moved), 'send(10) = 10  to 127.0.0.1:9', 'send(10) = 10  to :9', 'send(10) = 10', 'send = 10'],
		[event({event: 'send', call: 'sendto', asked: 2, result: 2, remote: '[::1]:9'}, moved), 'sendto(2, [::1]:9) = 2', 'sendto(2, :9) = 2', 'sendto(2, :9) = 2', 'sendto(…, :9) = 2'],
		[event({event: 'send', call: 'sendto', asked: 2, result: 2, remote: '127.0.0.1:5'}, {...moved, ...peer}), 'sendto(2, 127.0.0.1:5) = 2', 'sendto(2, :5) = 2', 'sendto(2, …) = 2', 'sendto = 2'],
		[event({event: 'recv', call: 'recvfrom', asked: 99, result: 2, remote: '10.0.0.7:9'}, moved), 'recvfrom(99) = 2 from 10.0.0.7:9', 'recvfrom(99) = 2 from 10.0.0.7:9', 'recvfrom(99) = 2 from 10.0.0.7:9', 'recvfrom = 2 from 10.0.0.7:9'],
		[event({event: 'recv', call: 'recvfrom', asked: 99, result: 2, remote: '127.0.0.1:5'}, {...moved, ...peer}), 'recvfrom(99) = 2 from 127.0.0.1:5', 'recvfrom(99) = 2 from :5', 'recvfrom(99) = 2', 'recvfrom = 2'],
		[event({event: 'accept', result: 's1.1', remote: '127.0.0.1:5'}, peer), 'accept() = s1.1 from 127.0.0.1:5', 'accept() = s1.1 from :5', 'accept() = s1.1', 'accept() = s1.1'],
		[event({event: 'connect', args: '127.0.0.1:1', errno: 'ECONNREFUSED', message: 'nobody listens on 127.0.0.1:1'}), 'connect(127.0.0.1:1) = ECONNREFUSED  nobody listens on 127.0.0.1:1', 'connect(:1) = ECONNREFUSED  nobody listens on 127.0.0.1:1', 'connect(:1) = ECONNREFUSED  nobody listens on 127.0.0.1:1', 'connect = ECONNREFUSED  nobody listens on 127.0.0.1:1'],
	];
	for (const [made, ...forms] of table) {
		const found = forms.map((_, shortened) => describe(made, {shortened}));
		assert.deepEqual(found.map(({call, notes}) => [call, ...notes].join('  ')), forms);
	}
});

test('a preview is clipped, and says so when not all bytes were at hand', () => {
	const made = event({event: 'send', asked: 100, result: 100}, {bytes: 100, data: [{at: 0, length: 100}]});
	const wire = new Uint8Array(100).fill(0x61);
	assert.equal(describeLine(made, wire, {preview_columns: 8}), '12:01:09.872 c1 send(100) = 100   "aaaaa"…');
	assert.equal(describeLine(made, wire.subarray(0, 3)), '12:01:09.872 c1 send(100) = 100   "aaa"…');
	assert.equal(describeLine(made), '12:01:09.872 c1 send(100) = 100');
});
