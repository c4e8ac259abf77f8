/** Names and places that the system itself would not take, on real sockets: they are looked up, refused or dropped, and never a crash. */
import {test, type TestContext} from 'node:test';
import {describeLine} from '../../source/core/describe.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {lines, linesUntil, realLab} from '../helpers/recorded.ts';
import {streamsOf, udpSocketsOf} from '../helpers/entries.ts';

test('a datagram to a name is sent where the name leads', async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen udp:0', 'connect udp:5000 connected=no');
	const {source} = udpSocketsOf(lab)[0]!;
	const port = source.local!.split(':').at(-1)!;
	await linesUntil(lab, `c1 sendto udp:localhost:${port} hello`, event => event.event === 'recv');
	t.assert.strictEqual(udpSocketsOf(lab)[0]!.in_bytes, 5);
});

test('a datagram to port 0, which a peer may claim to have, is dropped and told', async (t: TestContext) => {
	const lab = realLab(t);
	const told: LabEvent[] = [];
	lab.journal.subscribe(event => {
		told.push(event);
	});
	await lines(lab, 'listen udp:0');
	udpSocketsOf(lab)[0]!.endpoint!.send(Uint8Array.of(1), {transport: 'udp', host: '127.0.0.1', port: 0});
	t.assert.strictEqual(describeLine(told.at(-1)!).slice(13), 's1 dropped 1 B  nobody can be reached at port 0');
});

for (const local of ['tcp:localhost:0', 'tcp:*:0']) {
	test(`local=${local} binds to an address of the other end's family`, async (t: TestContext) => {
		const lab = realLab(t);
		await lines(lab, 'listen tcp:0');
		await linesUntil(lab, `connect s1 local=${local}`, event => event.event === 'connect');
		t.assert.strictEqual(streamsOf(lab, 'client')[0]!.source.local!.split(':', 1)[0], '127.0.0.1');
	});
}

test('an unconnected UDP client can reach the family it is for', async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen udp:[::1]:0', 'connect s1 connected=no');
	await linesUntil(lab, 'send hello', event => event.event === 'recv');
	t.assert.strictEqual(udpSocketsOf(lab)[0]!.in_bytes, 5);
});
