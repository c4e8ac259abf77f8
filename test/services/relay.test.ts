import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

/** `a` listens and answers, `b` relays to it, `c1` is the client of `b`. */
async function chain(network: 'memory' | 'real', answer = '', options = 'halfopen=yes'): Promise<Session> {
	const session = new Session(network === 'real' ? realNetwork : memoryNetwork());
	await session.play(`listen tcp:0 name=a ${answer}`);
	await session.play(`listen tcp:0 name=b relay tcp:${session.port('a')}`, `connect b ${options}`);
	await session.until(() => session.lab.registry.get('a.1') !== undefined);
	return session;
}

for (const network of ['memory', 'real'] as const) {
	test(`${network}: both legs are seen, each with its own bytes`, async () => {
		const session = await chain(network, 'echo');
		await session.play('c1 send "hello"');
		await session.hears('c1', 'hello');
		assert.deepEqual(['b.1', 'a.1', 'b.1.out', 'c1'].map(name => session.text(name)), ['hello', 'hello', 'hello', 'hello']);
		assert.deepEqual(session.lab.registry.alive().map(({name, side}) => `${side} ${name}`), ['server a', 'server b', 'client c1', 'server b.1', 'client b.1.out', 'server a.1']);
		assert.equal(session.lab.current.client, 'c1', 'a relay does not take the prompt');
		await session.end();
	});

	test(`${network}: half-close goes through, and the other direction goes on`, async () => {
		const session = await chain(network);
		await session.play('c1 send "question"', 'c1 shutdown');
		await session.line('a.1 recv 0');
		assert.deepEqual(session.of('c1'), ['shutdown']);
		await session.play('a.1 send "answer"');
		await session.hears('c1', 'answer');
		await session.play('a.1 shutdown');
		await session.line('c1 close');
		await session.until(() => session.of('b.1').includes('close') && session.of('b.1.out').includes('close'));
		assert.deepEqual(session.of('b.1'), ['recv 0', 'shutdown', 'close']);
		assert.deepEqual(session.of('b.1.out'), ['shutdown', 'recv 0', 'close']);
		await session.end();
	});

	for (const [from, to] of [['c1', 'a.1'], ['a.1', 'c1']] as const) {
		test(`${network}: a reset by ${from} is a reset for ${to}`, async () => {
			const session = await chain(network);
			await session.play(`${from} reset`);
			await session.line(`${to} close`);
			assert.deepEqual(session.of(to), ['recv ECONNRESET', 'close']);
			await session.end();
		});
	}

	test(`${network}: nobody there is a reset, as near as a relay can come to a refusal`, async () => {
		const session = new Session(network === 'real' ? realNetwork : memoryNetwork());
		await session.play('listen tcp:0 name=gone');
		const port = session.port('gone');
		await session.play('gone close', `listen tcp:0 name=b relay tcp:${port}`, 'connect b');
		await session.line('c1 recv ECONNRESET');
		assert.equal(session.of('b.1')[0], `note 127.0.0.1:${port} could not be reached: reset`);
		await session.end();
	});

	for (const [slow, fast] of [['a.1', 'c1'], ['c1', 'a.1']] as const) {
		test(`${network}: while ${slow} does not read, ${fast} has to wait; then all of it arrives`, async () => {
			const session = await chain(network);
			await session.play(`${slow} hold`, `${fast} send pattern:24MiB`);
			const connection = (name: string) => streamsOf(session.lab).find(each => each.name === name)!;
			const legs = fast === 'c1' ? ['b.1.out', 'b.1'] : ['b.1', 'b.1.out'];
			await session.until(() => connection(legs[0]!).queued_bytes > 0);
			await session.until(() => connection(fast).queued_bytes > 0);
			assert.ok(connection(legs[0]!).queued_bytes <= 65_536, 'one recv waits in the relay, no more');
			await session.play(`${slow} resume`);
			await session.until(() => connection(slow).in_bytes === 24 * 1024 * 1024);
			await session.end();
		});
	}
}

test('from a Unix path to TCP to a Unix path', async () => {
	const session = new Session(realNetwork);
	await session.play(`listen unix:${folder}/a name=a echo`, `listen tcp:0 name=b relay unix:${folder}/a`);
	await session.play(`listen unix:${folder}/c name=c relay tcp:${session.port('b')}`, `connect unix:${folder}/c`, 'send "through"');
	await session.until(() => session.bytes('c1').length === 7);
	assert.deepEqual(['c.1', 'b.1', 'a.1', 'b.1.out', 'c.1.out', 'c1'].map(name => session.text(name)), Array.from({length: 6}, () => 'through'));
	await session.end();
});

test('UDP: one leg a peer, each answer to its own', async () => {
	const session = new Session();
	await session.play('listen udp:4000 name=a echo', 'listen udp:4001 name=b relay udp:4000', 'connect udp:4001', 'connect udp:4001');
	await session.play('c1 send "one"', 'c2 send "two"', 'c1 send "three"');
	await session.until(() => session.text('c1').length === 8 && session.text('c2').length === 3);
	assert.deepEqual([session.text('c1'), session.text('c2')], ['onethree', 'two']);
	assert.deepEqual(session.lab.registry.alive().map(({name}) => name), ['a', 'b', 'c1', 'c2', 'b.1', 'b.1.out', 'b.2', 'b.2.out', 'a.1', 'a.2']);
});

test('UDP: a peer that is silent is let go with its leg, and is a new one when it speaks again', async () => {
	const session = new Session();
	await session.play('listen udp:4000 name=a echo', 'listen udp:4001 name=b relay udp:4000 10s', 'connect udp:4001', 'send "one"');
	await session.hears('c1', 'one');
	session.pass(9000);
	await session.play('send "two"');
	await session.hears('c1', 'onetwo');
	session.pass(9000);
	assert.deepEqual(session.of('b.1'), []);
	session.pass(1000);
	assert.deepEqual(session.of('b.1'), ['note silent for 10 s: closed']);
	assert.deepEqual(session.of('b.1.out'), ['close']);
	await session.play('send "three"');
	await session.hears('c1', 'onetwothree');
	assert.equal(session.text('b.2.out'), 'three');
});

test('from TCP to UDP: each recv is a datagram, each datagram a send; after FIN, silence ends it', async () => {
	const session = new Session();
	await session.play('listen udp:4000 name=a echo', 'listen tcp:4001 name=b relay udp:4000 2s', 'connect tcp:4001 halfopen=yes', 'send "hello"', 'shutdown');
	await session.hears('c1', 'hello');
	await session.line('b.1 recv 0');
	session.pass(2000);
	await session.line('c1 close');
	assert.deepEqual(session.of('b.1'), ['recv 0', 'note silent for 2 s: closed', 'close']);
	await session.line('b.1.out close');
});

test('from UDP to TCP: a conversation a peer, over when the server has ended it', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 name=a', 'listen udp:4001 name=b relay tcp:4000', 'connect udp:4001', 'send "one"', 'send "two"');
	await session.hears('a.1', 'onetwo');
	await session.play('a.1 send "answer"', 'a.1 close');
	await session.hears('c1', 'answer');
	await session.line('b.1.out close');
	await session.until(() => session.lab.registry.get('b.1')?.alive === false);
	assert.deepEqual(session.of('b.1.out'), ['recv 0', 'close']);
});

for (const [listen, to] of [
	['tcp:4000', 'tcp:4000'],
	['udp:4000', 'udp:127.0.0.1:4000'],
	['udp:[::1]:4000', 'udp:[0:0:0:0:0:0:0:1]:4000'],
	['tcp:*:4000', 'tcp:localhost:4000'],
	['tcp:4000', 'tcp:localhost:4000'],
	['unix:/tmp/a', 'unix:/tmp/b/../a'],
] as const) {
	test(`a relay on ${listen} to ${to} would be one to itself`, async () => {
		const line = `listen ${listen} relay ${to}`;
		const outcome = await new Session().run(line);
		assert.ok('kind' in outcome);
		assert.deepEqual([line.slice(outcome.start, outcome.end), outcome.message], [to, 'relay would forward to itself without end']);
	});
}

test('from TCP to UDP on the same port is no loop', async () => {
	const session = new Session();
	await session.play('listen udp:4000 name=a echo', 'listen tcp:4000 name=b relay udp:4000', 'connect tcp:4000', 'send "hello"');
	await session.hears('c1', 'hello');
});

test('two UDP relays to each other stop when one passes on as many as it may', async () => {
	const session = new Session();
	await session.play('listen udp:4000 name=a relay udp:4001', 'listen udp:4001 name=b relay udp:4000', 'connect udp:4000', 'send "x"');
	await session.line(`a.${limits.relay_legs + 1} note rejected: a relay has at most ${limits.relay_legs} connections`);
	assert.equal(session.lab.registry.alive().filter(({name}) => name.endsWith('.out')).length, 2 * limits.relay_legs);
	await session.end();
});

test('two TCP relays to each other end with a reset that goes all the way back', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 name=a relay tcp:4001', 'listen tcp:4001 name=b relay tcp:4000', 'connect tcp:4000');
	await session.line('c1 recv ECONNRESET');
	assert.deepEqual(session.told.filter(line => line.includes('rejected:')), [`a.${limits.relay_legs + 1} note rejected: a relay has at most ${limits.relay_legs} connections`]);
	await session.play('a close', 'listen tcp:4000 name=again echo', 'connect tcp:4001 name=late', 'late send "hello"');
	await session.hears('late', 'hello');
	await session.end();
});

for (const [words, place, message] of [
	['', 'relay', 'relay needs the address to forward to'],
	['tcp:70000', 'tcp:70000', 'a port is 0 to 65535'],
	['tcp:0', 'tcp:0', 'nobody can be reached at port 0'],
	['udp:4000 soon', 'soon', 'a duration is a number with us, ms, s, m or h behind it'],
	['udp:4000 1s more', 'more', 'relay takes an address and an idle time'],
] as const) {
	test(`relay ${words}: ${message}`, async () => {
		const line = `listen tcp:4001 relay ${words}`.trimEnd();
		const outcome = await new Session().run(line);
		assert.ok('kind' in outcome);
		assert.deepEqual([line.slice(outcome.start, outcome.end), outcome.message], [place, message]);
	});
}
