/** The same address again, with the same options and link; once, or until it is there. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {listLines} from '../../source/commands/list-lines.ts';
import {activitiesOf} from '../../source/frames/activity.ts';
import {streamsOf, udpSocketsOf} from '../helpers/entries.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

async function talkOf(first: Talk | string, ...others: readonly string[]): Promise<Talk> {
	const talk = typeof first === 'string' ? new Talk() : first;
	for (const line of typeof first === 'string' ? [first, ...others] : others) {
		await talk.line(line);
	}

	return talk;
}

describe('reconnect', () => {
	test('another connection has the next name; one that was given stays', async () => {
		const talk = await talkOf('listen tcp:0', 'connect s1', 'close');
		assert.deepEqual(await talk.line('reconnect'), [
			'c2 socket(AF_INET, SOCK_STREAM) = 3',
			'c2 connect(127.0.0.1:50001) = 0',
			's1 accept() = s1.2 from 127.0.0.1:50003',
		]);
		assert.equal(talk.lab.current.client, 'c2');
		await talkOf(talk, 'connect s1 name=alice', 'alice reset', 'alice reconnect');
		assert.deepEqual(streamsOf(talk.lab, 'client').map(({name, alive}) => [name, alive]), [['c1', false], ['c2', true], ['alice', true]]);
	});

	test('with its options, what was set since, and its link', async () => {
		const clock = new FakeClock();
		const talk = await talkOf(new Talk(memoryNetwork(), clock), 'listen tcp:0', 'connect s1 halfopen=yes eol=cr recv=7', 'set eol=crlf', 'link delay=50ms', 'c1 reset', 'reconnect');
		const [, again] = streamsOf(talk.lab, 'client');
		assert.deepEqual([again!.options.eol, again!.options.halfopen], ['\r\n', true]);
		assert.equal(listLines(talk.lab.registry, talk.lab.repeats.all()).find(line => line.startsWith('c2'))?.split('  ').at(-1), listLines(talk.lab.registry, talk.lab.repeats.all()).find(line => line.startsWith('c1'))?.split('  ').at(-1));
		await talk.line('link off');
		assert.deepEqual(await talk.line('s1.2 send 123456789'), ['s1.2 send(9) = 9 "123456789"', 'c2 recv(7) = 7 "1234567"', 'c2 recv(7) = 2 "89"']);
		await talkOf(talk, 'c2 reset', 'reconnect');
		assert.equal(streamsOf(talk.lab, 'client').at(-1)!.options.eol, '\r\n');
	});

	test('UDP, connected or not', async () => {
		const talk = await talkOf('listen udp:0', 'connect s1', 'set eol=crlf', 'close', 'reconnect', 'connect s1 connected=no', 'close', 'reconnect');
		assert.deepEqual(udpSocketsOf(talk.lab).map(({name, alive, connected, eol}) => [name, alive, connected, eol]), [
			['s1', true, false, '\n'],
			['c1', false, true, '\r\n'],
			['c2', true, true, '\r\n'],
			['c3', false, false, '\n'],
			['c4', true, false, '\n'],
		]);
	});

	test('after a refused connect beside an open connection it means the refused one; a chosen one that is open stays', async () => {
		const talk = await talkOf('listen tcp:0', 'connect s1', 'connect tcp:9');
		assert.equal(talk.lab.current.client, 'c1');
		assert.deepEqual(await talk.line('reconnect'), ['c2 socket(AF_INET, SOCK_STREAM) = 3', 'c2 connect(127.0.0.1:9) = ECONNREFUSED', 'c2 close() = 0', 'refused']);
		assert.deepEqual(await talk.line('c1 reconnect'), ['! c1: c1 is open; `c1 close` ends it first']);
		await talkOf(talk, 'connect s1');
		assert.deepEqual(await talk.line('reconnect'), ['! reconnect: c3 is open; `c3 close` ends it first']);
	});

	test('an attempt that was refused is repeated under its name', async () => {
		const talk = await talkOf('connect tcp:9');
		assert.deepEqual(await talk.line('reconnect'), ['c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:9) = ECONNREFUSED', 'c1 close() = 0', 'refused']);
	});

	const refused: ReadonlyArray<readonly [line: string, said: string]> = [
		['reconnect', '! reconnect: c1 is open; `c1 close` ends it first'],
		['s1.1 reconnect', '! s1.1: s1.1 is no client; `connect` opens one'],
		['s1 reconnect', '! s1: s1 is no client; `connect` opens one'],
		['c9 reconnect', '! c9: no endpoint is called c9; there are s1, c1, s1.1'],
		['all reconnect', '! all: reconnect does not act on all; these do: send hold resume shutdown close reset set expect'],
	];
	for (const [line, said] of refused) {
		test(line, async () => {
			const talk = await talkOf('listen tcp:0', 'connect s1');
			assert.deepEqual(await talk.line(line), [said]);
		});
	}

	test('options that make no sense', async () => {
		const talk = await talkOf('connect tcp:9');
		assert.deepEqual(await talk.line('reconnect count=3'), ['! 3: this is for retry=; `reconnect retry=1s count=5`, say']);
		assert.deepEqual(await talk.line('reconnect retry=0s'), ['! 0s: this has to be above 0']);
	});
});

describe('reconnect retry=', () => {
	const attempt = ['c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:4000) = ECONNREFUSED', 'c1 close() = 0'];

	/** A client of a server that is not there, which tries again every second. */
	async function retrying(line = 'reconnect retry=1s') {
		const clock = new FakeClock();
		const talk = await talkOf(new Talk(memoryNetwork(), clock), 'connect tcp:4000');
		const ended = execute(talk.lab, line, {screen: false, pane: 'client'});
		const pass = async (wait_us: number) => {
			clock.pass(wait_us);
			return talk.line('# what happened');
		};

		return {talk, ended, pass};
	}

	test('until the server is there', async () => {
		const {talk, ended, pass} = await retrying();
		assert.deepEqual(await pass(0), attempt);
		assert.deepEqual(await pass(1_000_000), attempt);
		assert.deepEqual(activitiesOf(talk.lab, [], {}), [
			{text: 'e1 c1 reconnect every 1 s (2)', shorter: ['e1 c1 reconnect'], ends: 'stop e1', tone: 'accent', endsOnEscape: true},
		]);
		assert.equal(listLines(talk.lab.registry, talk.lab.repeats.all()).at(-1), 'e1  every 1 s: c1 reconnect  2 times');
		await talk.line('listen tcp:4000');
		assert.deepEqual(await pass(1_000_000), [
			'c1 socket(AF_INET, SOCK_STREAM) = 3',
			'c1 connect(127.0.0.1:4000) = 0',
			's1 accept() = s1.1 from 127.0.0.1:50001',
			'e1 note: ended after 3 attempts: connected',
		]);
		assert.deepEqual(await ended, {refused: false});
		assert.deepEqual(await pass(5_000_000), []);
	});

	test('so many times', async () => {
		const {ended, pass} = await retrying('reconnect retry=1s count=2');
		assert.deepEqual(await pass(0), attempt);
		assert.deepEqual(await pass(1_000_000), [...attempt, 'e1 note: ended after 2 attempts: not connected']);
		assert.deepEqual(await ended, {refused: true});
	});

	test('until it is stopped', async () => {
		const {talk, ended, pass} = await retrying();
		await pass(0);
		assert.deepEqual(await talk.line('stop'), ['e1 note: ended after 1 attempt: not connected']);
		assert.deepEqual(await ended, {refused: true});
		assert.equal(talk.lab.busy, false);
	});

	test('whoever was chosen meanwhile stays chosen', async () => {
		const {talk, pass} = await retrying();
		await pass(0);
		await talkOf(talk, 'listen tcp:5000', 'connect s1 name=other', 'listen tcp:4000');
		await pass(1_000_000);
		assert.deepEqual([talk.lab.registry.get('c1')?.alive, talk.lab.current.client], [true, 'other']);
	});
});
