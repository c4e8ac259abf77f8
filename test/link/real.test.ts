/** Links over real sockets: the same seed decides the same, shares are what was asked for, nothing comes early. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {Program, type Told} from '../helpers/program.ts';
import {Session} from '../services/session.ts';
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

test('delay=30ms: nothing leaves before it is due, everything then, in order', limit, async () => {
	const session = new Session(realNetwork);
	await session.play('listen udp:0', 'connect s1', 'c1 link to=server delay=30ms');
	const words = Array.from({length: 100}, (_, index) => `datagram ${index + 1};`);
	await session.play(...words.map(word => `c1 send ${word}`));
	session.pass(29.999);
	assert.equal(session.lab.registry.get('c1')!.out_bytes, 0);
	session.pass(0.001);
	await session.until(() => session.text('s1.1').endsWith(words.at(-1)!));
	assert.equal(session.text('s1.1'), words.join(''));
	await session.end();
});

test('rate=800kbit on a stream: 100,000 bytes a second, within 3 %', limit, async () => {
	const session = new Session(realNetwork);
	await session.play('listen tcp:0', 'connect s1', 'c1 link rate=800kbit', 'c1 send pattern:250000');
	const sender = session.lab.registry.get('c1')!;
	for (let tenth = 1; tenth <= 24; tenth++) {
		for (let step = 0; step < 20; step++) {
			session.pass(5);
		}

		await session.until(() => sender.out_bytes >= tenth * 10_000 - 3000 && session.bytes('s1.1').length === sender.out_bytes);
		assert.ok(sender.out_bytes <= tenth * 10_000 + 3000, `${sender.out_bytes} bytes after ${tenth} tenths of a second`);
	}

	session.pass(175);
	await session.until(() => session.bytes('s1.1').length === 250_000);
	await session.end();
});

function fates(events: readonly Told[]): ReadonlyArray<readonly unknown[]> {
	return events
		.filter(({endpoint, event}) => endpoint === 'c1' && verdicts.has(event))
		.map(({event, message, elapsed_us: took_us, data}) => [event, message, took_us, data]);
}
