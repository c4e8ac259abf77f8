/** Links over real sockets, in processes of their own: the same seed decides the same, shares are what was asked for, nothing comes early. */
import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Program, type Told} from '../helpers/program.ts';
import {within} from './wire.ts';

const limit = {timeout: 60_000};
const count = 1000;
const verdicts = new Set(['dropped', 'duplicated', 'corrupted', 'delayed']);

/** Sends `count` datagrams over a link; answers everything that was told. */
async function datagrams(conditions: string): Promise<readonly Told[]> {
	const program = new Program(['--json', '-e', 'listen udp:0', '-e', 'connect s1', '-e', `c1 link to=server ${conditions}`, '-e', String.raw`every 1ms count=${count} c1 send datagram \{n}`]);
	await program.told(({endpoint, event, message}) => endpoint === 'e1' && event === 'note' && message?.startsWith('ended') === true);
	program.line('c1 close');
	await program.told(({endpoint, event}) => endpoint === 'c1' && event === 'close');
	program.line('quit');
	await program.ended;
	return program.events;
}

test('the same traffic with the same seed meets the same fate in another process; shares are what was asked for', limit, async () => {
	const conditions = 'loss=20% dup=10% corrupt=5% delay=20ms jitter=5ms seed=q';
	const [first, again] = await Promise.all([datagrams(conditions), datagrams(conditions)]);
	assert.deepEqual(fates(first), fates(again));
	const times = (name: string) => first.filter(({endpoint, event}) => endpoint === 'c1' && event === name).length;
	assert.equal(within(times('dropped'), count, 0.2), true, `${times('dropped')} dropped`);
	assert.equal(within(times('duplicated'), count, 0.1), true, `${times('duplicated')} duplicated`);
	assert.equal(times('send'), count - times('dropped') + times('duplicated'));
	assert.equal(first.filter(({endpoint, event}) => endpoint === 's1.1' && event === 'recv').length, times('send'));
});

test('delay=30ms is kept, and so is the order', limit, async () => {
	const all = await datagrams('delay=30ms');
	const events = all.filter(({endpoint}) => endpoint === 'c1');
	const sent = events.filter(({event}) => event === 'send');
	const delayed = events.filter(({event}) => event === 'delayed');
	const ways_us = sent.map(({time}, index) => microseconds(time) - microseconds(delayed[index]!.time));
	assert.equal(sent.length, count);
	// An event gets its time a little after what it tells: where the process was interrupted between the two, its way looks shorter than it was.
	const shortest_us = ways_us.toSorted((a, b) => a - b)[count / 20]!;
	assert.equal(shortest_us > 29_000, true, `${shortest_us} us`);
	assert.deepEqual(sent.map(({data}) => Buffer.from(data!, 'base64').toString()), Array.from({length: count}, (_, index) => `datagram ${index + 1}`));
});

test('rate=800kbit on a stream: 100,000 bytes a second, within 3 %', limit, async () => {
	const program = new Program(['--json', '-e', 'listen tcp:0', '-e', 'connect s1', '-e', 'c1 link rate=800kbit', '-e', 'c1 send pattern:250000']);
	await program.until(() => total(program.events.filter(({endpoint, event}) => endpoint === 's1.1' && event === 'recv')) === 250_000);
	program.line('quit');
	await program.ended;
	const sent = program.events.filter(({endpoint, event}) => endpoint === 'c1' && event === 'send');
	const queued = program.events.find(({endpoint, event}) => endpoint === 'c1' && event === 'queued')!;
	const seconds = (microseconds(sent.at(-1)!.time) - microseconds(queued.time)) / 1e6;
	assert.equal(total(sent), 250_000);
	assert.equal(Math.abs(seconds / 2.5 - 1) < 0.03, true, `${seconds} s`);
});

function fates(events: readonly Told[]): ReadonlyArray<readonly unknown[]> {
	return events
		.filter(({endpoint, event}) => endpoint === 'c1' && verdicts.has(event))
		.map(({event, message, took_us, data}) => [event, message, took_us, data]);
}

function microseconds(time: string): number {
	return Date.parse(time) * 1000 + Number(time.slice(-4, -1));
}

function total(events: readonly Told[]): number {
	let bytes = 0;
	for (const event of events) {
		bytes += Number(event.result);
	}

	return bytes;
}
