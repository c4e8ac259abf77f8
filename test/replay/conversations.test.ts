/** What a recording tells of either end, and what whoever plays one of them does and awaits. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {JsonlReader} from '../../source/formats/read/jsonl-reader.ts';
import {conversationsOf} from '../../source/replay/conversation.ts';
import {inOrder, partOf, type Move} from '../../source/replay/plan.ts';
import {RecordedEnds} from '../../source/replay/recorded-ends.ts';
import type {PlacedCall, Role} from '../../source/replay/recorded-call.ts';
import {conversation} from '../helpers/replayed.ts';
import {stepsOf} from '../helpers/told.ts';

const decoder = new TextDecoder();

type Event = Readonly<Record<string, unknown>>;

const sent = (text: string): Event => ({event: 'send', bytes: text.length, data: Buffer.from(text).toString('base64')});
const received = (text: string): Event => ({...sent(text), event: 'recv'});
const fin: Event = {event: 'recv', result: 0};
const socket: Event = {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3};
const connect: Event = {event: 'connect', result: 0, local: '127.0.0.1:1', remote: '127.0.0.1:80'};
const shutdown: Event = {event: 'shutdown', args: 'SHUT_WR', result: 0};
const close: Event = {event: 'close', result: 0};
const linger: Event = {event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0};

function ends(events: ReadonlyArray<readonly [endpoint: string, event: Event]>): RecordedEnds {
	const text = events.map(([endpoint, event], index) => JSON.stringify({seq: index + 1, time: '2026-11-21T20:00:00.000000Z', endpoint, ...event})).join('\n');
	const found = new RecordedEnds();
	for (const step of stepsOf(new JsonlReader(), new TextEncoder().encode(text))) {
		found.take(step);
	}

	return found;
}

function words({call}: PlacedCall): string {
	if (call.kind === 'send' || call.kind === 'recv') {
		return `${call.kind} ${decoder.decode(call.bytes)}`;
	}

	return call.kind === 'refused' ? `refused ${call.errno}` : call.kind;
}

/** `c1: open, send hello` */
function told(role: Role, events: ReadonlyArray<readonly [endpoint: string, event: Event]>): string[] {
	return conversationsOf(ends(events), role).map(({name, calls, missing_bytes}) => `${name}: ${calls.map(call => words(call)).join(', ')}${missing_bytes > 0 ? `; ${missing_bytes} bytes missing` : ''}`);
}

const of = (endpoint: string, ...events: readonly Event[]) => events.map(event => [endpoint, event] as const);

test('one end was recorded: either can be played', () => {
	const talk = [socket, connect, sent('hello'), received('hi'), fin, shutdown, close];
	assert.deepEqual(told('client', of('c1', ...talk)), ['c1: open, send hello, recv hi, fin, shutdown, close']);
	assert.deepEqual(told('server', of('c1', ...talk)), ['c1: open, recv hello, send hi, shutdown, fin']);
	const served = [['s1', {event: 'accept', result: 's1.1', local: '127.0.0.1:80', remote: '127.0.0.1:1'}], ...of('s1.1', received('hello'), sent('hi'), close)] as const;
	assert.deepEqual(told('server', served), ['s1.1: open, recv hello, send hi, close']);
	assert.deepEqual(told('client', served), ['s1.1: open, send hello, recv hi, fin']);
});

test('resets and refusals', () => {
	const table: ReadonlyArray<readonly [role: Role, events: readonly Event[], becomes: string[]]> = [
		['client', [connect, sent('a'), linger, close], ['c1: open, send a, reset']],
		['server', [connect, sent('a'), linger, close], ['c1: open, recv a, rst']],
		['client', [connect, sent('a'), {event: 'recv', errno: 'ECONNRESET'}, close], ['c1: open, send a, rst, close']],
		['server', [connect, sent('a'), {event: 'recv', errno: 'ECONNRESET'}, close], ['c1: open, recv a, reset, fin']],
		['client', [{...connect, result: undefined, errno: 'ECONNREFUSED'}, close], ['c1: refused ECONNREFUSED, close']],
		['client', [{...connect, result: undefined, errno: 'ECONNREFUSED', retried: true}, connect, sent('a')], ['c1: open, send a']],
	];
	assert.deepEqual(table.map(([role, events]) => [role, events, told(role, of('c1', ...events))]), table);
});

test('what was said to nobody is no conversation: listeners, and connections without a byte', () => {
	assert.deepEqual(told('client', [...of('s1', socket, {event: 'bind', result: 0}, {event: 'listen', result: 0}, close), ...of('c1', socket, connect, close)]), []);
});

test('bytes of a link are those of its calls, once', () => {
	assert.deepEqual(told('client', of('c1', connect, {...sent('a'), event: 'sent', way: 'out'}, {...sent('a'), link_us: 50}, {...received('b'), link: 'held'}, {...received('b'), event: 'delivered', way: 'in'})), ['c1: open, send a, recv b']);
});

test('bytes that were left out are missed', () => {
	assert.deepEqual(told('client', of('c1', connect, {event: 'send', bytes: 5, data_left_out: true}, received('hi'))), ['c1: open, recv hi; 5 bytes missing']);
});

test('a UDP socket has a conversation with each address, and its empty datagrams count', () => {
	const datagram = (event: Event, remote: string): Event => ({...event, remote: `127.0.0.1:${remote}`});
	const udp = of('c1', {...socket, args: 'AF_INET, SOCK_DGRAM'}, datagram(sent('a'), '1'), datagram(sent('b'), '2'), datagram(received('A'), '1'), datagram({event: 'recv', bytes: 0, result: 0}, '2'), close);
	assert.deepEqual(told('client', udp), ['c1: send a, recv A', 'c1: send b, recv ']);
});

function moves(...recorded: ReadonlyArray<ReturnType<typeof conversation>>): string[] {
	return inOrder(recorded.map(each => partOf(each, false))).map(({part, move}) => `${part.conversation.name} ${moveWords(move)}`);
}

function moveWords(move: Move): string {
	if (move.kind === 'send') {
		return `send ${decoder.decode(move.bytes)}`;
	}

	return move.kind === 'await' ? `await ${move.bytes} of answer ${move.answer.number}, ${decoder.decode(move.answer.bytes)}` : move.kind;
}

test('an answer is all that came between two sends, awaited once', () => {
	assert.deepEqual(moves(conversation('c1', '> a', '< o', '< n', '< e', '> b', '< two', '< FIN')), ['c1 open', 'c1 send a', 'c1 await 3 of answer 1, one', 'c1 send b', 'c1 await 3 of answer 2, two', 'c1 await-fin']);
});

test('between answers of several connections, as much is awaited as had come by then', () => {
	const recorded = [conversation('c1', '1 open', '3 > a', '4 < on', '6 < e'), conversation('c2', '2 open', '5 > b', '7 < two')];
	assert.deepEqual(moves(...recorded), ['c1 open', 'c2 open', 'c1 send a', 'c1 await 2 of answer 1, one', 'c2 send b', 'c1 await 3 of answer 1, one', 'c2 await 3 of answer 1, two']);
});
