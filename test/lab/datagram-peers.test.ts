/** A UDP listener and its peers: what a service does to one of them reaches no other, however late it comes. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {perPeer} from '../../source/services/per-peer.ts';
import type {ServicePeer, StreamHandler} from '../../source/services/service.ts';
import {Session} from '../services/session.ts';

test('datagrams of a peer that was turned away while they were on their way over the link close nothing but that peer', async () => {
	const session = new Session();
	await session.play('listen udp:4000 chat');
	for (let member = 1; member <= limits.chat_datagram_members; member++) {
		await session.play('connect udp:4000', `c${member} send "here"`);
	}

	await session.until(() => session.text('c1').endsWith(`s1.${limits.chat_datagram_members}: here\n`));
	await session.play('s1 link delay=50ms to=server', 'connect udp:4000 name=late', 'late send "one"', 'late send "two"', 'c1 send "still here"');
	await session.until(() => session.text('s1.1').endsWith('still here'));
	session.pass(50);
	assert.equal(session.lab.registry.get('s1')?.alive, true);
	assert.deepEqual(session.of('s1'), []);
	await session.hears('c2', '* you are s1.2; s1.1 is here\n');
	await session.until(() => session.text('c2').endsWith('s1.1: still here\n'));
});

/** A listener whose service keeps every peer it has ever been given. */
async function keeping(session: Session): Promise<{readonly begun: ServicePeer[]; readonly told: string[]}> {
	const begun: ServicePeer[] = [];
	const told: string[] = [];
	await session.lab.sockets.listen({transport: 'udp', host: '127.0.0.1', port: 4000}, {
		service: 'keeping',
		serving: {
			stream: () => ({}),
			datagram: perPeer((peer): StreamHandler => {
				begun.push(peer);
				return {
					received(bytes) {
						told.push(`${peer.name} received ${new TextDecoder().decode(bytes)}`);
					},
					closed() {
						told.push(`${peer.name} closed`);
					},
				};
			}),
		},
		stream: {recv_bytes: 65_536},
		options: {eol: '\n', halfopen: true, backlog: 1},
	});
	return {begun, told};
}

for (const way of ['close', 'reset'] as const) {
	test(`${way} of a peer that was forgotten already leaves the next one from its address alone`, async () => {
		const session = new Session();
		const {begun, told} = await keeping(session);
		await session.play('connect udp:4000', 'send "one"');
		await session.hears('s1.1', 'one');
		begun[0]![way]();
		await session.play('send "two"');
		await session.hears('s1.2', 'two');
		begun[0]![way]();
		await session.play('send "three"');
		await session.until(() => ['s1.2', 's1.3'].some(name => session.text(name).endsWith('three')));
		assert.deepEqual(told, ['s1.1 received one', 's1.1 closed', 's1.2 received two', 's1.2 received three']);
	});
}

test('a peer that was forgotten by hand is a new one when what it sent comes out of the link', async () => {
	const session = new Session();
	const {told} = await keeping(session);
	await session.play('s1 link delay=10ms to=server', 'connect udp:4000', 'send "one"', 'send "two"');
	await session.hears('s1.1', 'onetwo');
	await session.play('s1.1 close');
	session.pass(10);
	assert.deepEqual(told, ['s1.2 received one', 's1.2 received two']);
});
