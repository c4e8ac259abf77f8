/** V8 goes on using what it has compiled when a count passes 2^31: the object keeps its shape. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setFlagsFromString} from 'node:v8';
import {runInThisContext} from 'node:vm';
import {ByteStore} from '../../source/core/byte-store.ts';
import {Channels} from '../../source/lab/channels.ts';
import type {StreamEntry} from '../../source/lab/entries/stream.ts';
import {SendTimes} from '../../source/link/send-times.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Talk} from '../helpers/talk.ts';

setFlagsFromString('--allow-natives-syntax');
const haveSameShape = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (one: unknown, other: unknown) => boolean;
const large = 2 ** 31;

test('of an object whose count begins as a small integer the shape changes', () => {
	const [one, other] = [{plain_bytes: 0}, {plain_bytes: 0}];
	assert.ok(haveSameShape(one, other));
	one.plain_bytes += large;
	assert.ok(!haveSameShape(one, other));
});

test('the bytes of a store', () => {
	const [one, other] = [new ByteStore(1), new ByteStore(1)];
	// Memory that nobody touches takes none.
	const gibibyte = new Uint8Array(2 ** 30);
	one.append(gibibyte);
	one.append(gibibyte);
	assert.equal(one.evicted_bytes, large - 1);
	assert.ok(haveSameShape(one, other));
});

test('the bytes of an endpoint', () => {
	const channels = new Channels(new ByteStore(1));
	const [one, other] = [channels.of({name: 's1.1', side: 'server'}), channels.of({name: 's1.2', side: 'server'})];
	one.in_bytes += large;
	one.out_bytes += large;
	assert.ok(haveSameShape(one, other));
});

test('the bytes of a connection', async () => {
	const talk = new Talk();
	for (const line of ['listen tcp:0', 'connect s1', 'connect s1']) {
		await talk.line(line);
	}

	const [one, other] = streamsOf(talk.lab, 'server') as [StreamEntry, StreamEntry];
	one.in_bytes += large;
	one.out_bytes += large;
	assert.ok(haveSameShape(one, other));
});

test('the bytes handed to a socket', () => {
	const [one, other] = [new SendTimes(), new SendTimes()];
	one.handed(large);
	one.sent(large);
	assert.ok(haveSameShape(one, other));
});
