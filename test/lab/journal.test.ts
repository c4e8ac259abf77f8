import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Fact, LabEvent} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import {Journal, type Source} from '../../source/lab/journal.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const client: Source = {name: 'c1', side: 'client', remote: '127.0.0.1:4000'};
const server: Source = {name: 's1.1', side: 'server', remote: '127.0.0.1:5'};

/** A journal whose clock counts events, with the ways to speak that the table below uses. */
function conversation(settings: {readonly keep_bytes?: number; readonly events?: number} = {}) {
	// The journal looks at the clock once when it is opened.
	let now = -1;
	const journal = new Journal({now_us: () => now++, ...settings});
	const say = (event: 'send' | 'recv') => (source: Source, data: Uint8Array | string, more: Partial<Fact> = {}): LabEvent => {
		const wire = typeof data === 'string' ? bytes(data) : data;
		return journal.record(source, {event, asked: wire.length, result: wire.length, ...more}, wire);
	};

	return {journal, send: say('send'), recv: say('recv')};
}

const read = (journal: Journal, event: LabEvent) => {
	const data = journal.bytes(event);
	return data && new TextDecoder().decode(data);
};

test('events are numbered, timed and told to every listener', () => {
	const {journal, send} = conversation();
	const told: number[] = [];
	const stop = journal.subscribe(event => {
		told.push(event.seq);
	});
	const first = journal.record(client, {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3});
	const second = send(client, 'hello');
	stop();
	journal.record(client, {event: 'close', result: 0});
	assert.deepEqual(told, [1, 2]);
	assert.deepEqual(first, {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3, seq: 1, time: 0, endpoint: 'c1', side: 'client'});
	assert.deepEqual([second.time, second.bytes, second.peer, read(journal, second)], [1, 5, '127.0.0.1:4000', 'hello']);
	assert.equal(journal.count, 3);
	assert.deepEqual(journal.traffic(client), {in_bytes: 0, out_bytes: 5});
});

test('what crosses inside the process is stored once, however it is cut', () => {
	const {journal, send, recv} = conversation();
	journal.pair(client, server);
	send(client, 'hel');
	send(client, 'lo wor');
	const whole = recv(server, 'hello');
	send(server, 'other way');
	send(client, 'ld');
	const rest = recv(server, ' world');
	assert.deepEqual([read(journal, whole), read(journal, rest)], ['hello', ' world']);
	assert.deepEqual([whole.peer, whole.isShownAtPeer, rest.data?.length], ['c1', true, 2]);
	assert.equal(journal.store.kept_bytes, 'hello worldother way'.length);
	assert.deepEqual(blocks(journal), ['c1 hel', 'c1 lo wor', 's1.1 other way', 'c1 ld']);
});

test('a pair that is found late knows what went before', () => {
	const {journal, send, recv} = conversation();
	send(client, 'early');
	send(client, 'and more');
	assert.equal(recv(server, 'early').isShownAtPeer, undefined);
	journal.pair(client, server);
	assert.equal(recv(server, 'and more').isShownAtPeer, true);
	assert.deepEqual(blocks(journal), ['c1 early', 'c1 and more', 's1.1 early']);
});

test('a pair that was guessed wrong is parted, and nothing is shown wrong', () => {
	const {journal, send, recv} = conversation();
	journal.pair(client, server);
	send(client, 'mine');
	const other = recv(server, 'hers');
	const later = recv(server, 'mine');
	assert.deepEqual([read(journal, other), read(journal, later)], ['hers', 'mine']);
	assert.deepEqual([other.isShownAtPeer, other.peer, later.isShownAtPeer], [undefined, '127.0.0.1:5', undefined]);
	assert.deepEqual(blocks(journal), ['c1 mine', 's1.1 hers', 's1.1 mine']);
});

test('a pair that proves wrong late is parted too: of a long stream both ends of each recv are compared', () => {
	const sent = new Uint8Array(limits.compared_bytes);
	for (const at of [0, 999]) {
		const {journal, send, recv} = conversation();
		journal.pair(client, server);
		send(client, sent);
		assert.equal(recv(server, sent).isShownAtPeer, true);
		send(client, sent.subarray(0, 2000));
		assert.equal(recv(server, new Uint8Array(1000)).isShownAtPeer, true);
		const other = recv(server, new Uint8Array(1000).fill(1, at, at + 1));
		assert.equal(other.isShownAtPeer, undefined);
		assert.equal(journal.bytes(other)?.[at], 1);
	}
});

test('a pair that was guessed is compared all along: a service answers with what was sent, as it lies there', () => {
	const {journal, send, recv} = conversation();
	const sent = new Uint8Array(limits.compared_bytes);
	journal.pair(client, server, {isGuessed: true});
	send(client, sent);
	assert.equal(recv(server, sent).isShownAtPeer, true);
	send(client, sent.subarray(0, 1000));
	const other = recv(server, new Uint8Array(1000).fill(1, 500, 501));
	assert.equal(other.isShownAtPeer, undefined);
	assert.equal(journal.bytes(other)?.[500], 1);
});

test('more than was sent cannot have come from there', () => {
	const {journal, send, recv} = conversation();
	journal.pair(client, server);
	send(client, 'abc');
	assert.equal(recv(server, 'abcd').isShownAtPeer, undefined);
});

test('a send that would block goes on by itself; one that failed sent nothing', () => {
	const {journal, send, recv} = conversation();
	journal.pair(client, server);
	send(client, 'waits', {errno: 'EAGAIN', queued: 5});
	assert.equal(send(client, 'lost', {errno: 'EPIPE'}).data, undefined);
	assert.equal(recv(server, 'waits').isShownAtPeer, true);
});

test('datagrams are matched whole, in any order; strangers are stored', () => {
	const {journal, send, recv} = conversation();
	const left: Source = {name: 'c2', side: 'client', datagram: true, local: '127.0.0.1:5'};
	const right: Source = {name: 's2.1', side: 'server', datagram: true, local: '127.0.0.1:7'};
	journal.pair(left, right);
	for (const text of ['one', 'two', 'three', '']) {
		send(left, text, {remote: '127.0.0.1:7'});
	}

	const heard = ['three', 'one', '', 'one', 'stranger'].map(text => recv(right, text, {remote: '127.0.0.1:5'}));
	assert.deepEqual(heard.map(event => [read(journal, event), event.isShownAtPeer ?? false]), [['three', true], ['one', true], ['', true], ['one', false], ['stranger', false]]);
	assert.deepEqual(blocks(journal), ['c2 one', 'c2 two', 'c2 three', 'c2 ', 's2.1 one', 's2.1 stranger']);
});

test('a peer that does not read for long costs no more than the limit', () => {
	const {journal, send, recv} = conversation();
	const third: Source = {name: 'c2', side: 'client'};
	journal.pair(client, server);
	const count = limits.sent_pieces + 10;
	for (let index = 0; index < count; index++) {
		send(client, 'ab');
		send(third, 'x');
	}

	const skipped = recv(server, 'ab'.repeat(10));
	const known = recv(server, 'ab'.repeat(limits.sent_pieces));
	assert.deepEqual([skipped.isShownAtPeer, known.isShownAtPeer], [undefined, true]);
	assert.equal(read(journal, known), 'ab'.repeat(limits.sent_pieces));
});

test('blocks whose bytes are gone are gone, and counted', () => {
	const {journal, send, recv} = conversation({keep_bytes: 10});
	journal.pair(client, server);
	const first = send(client, 'hello');
	send(client, 'world');
	assert.equal(journal.tracks.raw.evicted, 0);
	send(client, '!');
	assert.deepEqual([read(journal, first), journal.tracks.raw.evicted], [undefined, 1]);
	assert.deepEqual(blocks(journal), ['c1 world', 'c1 !']);
	assert.equal(read(journal, recv(server, 'hello')), 'hello', 'the bytes of a recv are kept even when those of the send are not any more');
});

test('a datagram that is sent on as it came is stored once, while it is kept', () => {
	const {journal, send, recv} = conversation({keep_bytes: 8});
	const echo: Source = {...server, datagram: true};
	const datagram = bytes('again');
	const came = recv(echo, datagram);
	const went = send(echo, datagram);
	assert.deepEqual([went.data, journal.store.kept_bytes], [came.data, 5]);
	assert.deepEqual(blocks(journal), ['s1.1 again', 's1.1 again']);
	send(echo, 'equal');
	const late = send(echo, datagram);
	assert.deepEqual([read(journal, came), read(journal, late)], [undefined, 'again']);
});

test('clear forgets and goes on', () => {
	const {journal, send} = conversation();
	send(client, 'before');
	journal.clear();
	const after = send(client, 'after');
	assert.deepEqual([after.seq, blocks(journal), journal.tracks.client.size, journal.tracks.raw.evicted, journal.store.kept_bytes], [2, ['c1 after'], 1, 0, 5]);
});

test('however a stream is cut, every recv has its own bytes', () => {
	const random = seeded(23);
	const {journal, send, recv} = conversation({keep_bytes: 5000, events: 50});
	journal.pair(client, server);
	let flying = new Uint8Array(0);
	for (let step = 0; step < 2000; step++) {
		if (random() < 0.5) {
			const sent = randomBytes(random, 60);
			send(client, sent);
			flying = Uint8Array.from([...flying, ...sent]);
		} else {
			const count = Math.floor(random() * Math.min(flying.length, 80));
			const event = recv(server, flying.slice(0, count));
			assert.deepEqual(journal.bytes(event), flying.slice(0, count));
			flying = flying.slice(count);
		}
	}

	assert.ok(journal.store.kept_bytes <= 5000);
	assert.ok(journal.tracks.raw.size <= 50);
});

function blocks(journal: Journal): string[] {
	const {raw} = journal.tracks;
	return Array.from({length: raw.size}, (_, index) => raw.at(raw.first + index)!).map(event => `${event.endpoint} ${read(journal, event)}`);
}

test('a text of any length is cut where it enters, and all texts of a log are bounded', () => {
	const {journal} = conversation();
	const message = 'm'.repeat(1_000_000);
	const first = journal.record(server, {event: 'error', message});
	assert.ok(first.message!.length <= limits.text_characters);
	assert.match(first.message!, /… \([\d,]+ more characters\)$/v);
	const fit = Math.floor(limits.journal_characters / first.message!.length);
	for (let count = 1; count < fit + 10; count++) {
		journal.record(server, {event: 'error', message});
	}

	assert.equal(journal.tracks.server.size, fit);
	assert.equal(journal.tracks.server.evicted, 10);
});
