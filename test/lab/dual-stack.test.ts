/** A listener on every interface and its IPv4 client: an address as IPv6 writes it is the same address. */
import {test, type TestContext} from 'node:test';
import {keptEvents} from '../../source/lab/kept-events.ts';
import {lines, linesUntil, realLab} from '../helpers/recorded.ts';

for (const transport of ['tcp', 'udp']) {
	test(`${transport}: bytes that cross inside the process are stored and shown once`, async (t: TestContext) => {
		const lab = realLab(t);
		await lines(lab, `listen ${transport}:*:0 echo`);
		const port = /\d+$/v.exec(lab.registry.get('s1')!.summary().local)![0];
		await lines(lab, `connect ${transport}:127.0.0.1:${port}`);
		await linesUntil(lab, 'c1 send hello', ({endpoint, event}) => endpoint === 'c1' && event === 'recv');
		const moved = keptEvents(lab.journal).filter(({bytes}) => bytes !== undefined);
		t.assert.deepStrictEqual(moved.map(({endpoint, event, peer}) => `${endpoint} ${event} ${peer}`).slice(1), [
			's1.1 recv c1',
			's1.1 send c1',
			'c1 recv s1.1',
		]);
		t.assert.strictEqual(moved[1]?.isShownAtPeer, true);
		t.assert.strictEqual(moved[3]?.isShownAtPeer, true);
	});
}
