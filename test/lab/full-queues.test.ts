/** What waits for peers that do not read is bounded, in bytes and in pieces, for one connection and for all of a session. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {Session} from '../services/session.ts';

for (const [where, condition, refusal] of [
	['the socket', 'delay=0s to=client', 'the queue holds 65,536 sends at the most'],
	['the link', 'stall to=server', 'the link holds 65,536 sends at the most'],
] as const) {
	test(`sends that wait in ${where} are bounded in number`, async () => {
		const session = new Session(realNetwork);
		await session.play('listen tcp:0', 'connect s1');
		await session.until(() => session.lab.registry.get('s1.1') !== undefined);
		await session.play('s1.1 hold', `c1 link ${condition}`, 'c1 send zeros:16MiB');
		const {endpoint} = session.lab.registry.connections('client')[0]!;
		for (let sent = 0; sent < limits.queue_pieces + 10; sent++) {
			endpoint!.send(new Uint8Array(sent % 2));
		}

		const dropped = session.of('c1').filter(line => line.startsWith('dropped'));
		assert.deepEqual([...new Set(dropped)], [`dropped ${refusal}`]);
		assert.ok(dropped.length >= 9);
		await session.end();
	});
}
