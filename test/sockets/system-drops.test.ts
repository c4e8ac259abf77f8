/** What the system drops of a UDP burst before anybody receives it: by its own count, on Linux. */
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {describeLine} from '../../source/core/describe.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {lines, linesUntil, realLab} from '../helpers/recorded.ts';
import {udpSocketsOf} from '../helpers/entries.ts';

for (const address of ['udp:0', 'udp:[::1]:0']) {
	test(`${address}: all that was sent was received or is told as dropped`, {skip: process.platform !== 'linux'}, async (t: TestContext) => {
		const lab = realLab(t);
		const told: LabEvent[] = [];
		lab.journal.subscribe(event => {
			told.push(event);
		});
		const burst = 400;
		await lines(lab, `listen ${address}`, 's1 hold', 'connect s1');
		for (let count = 0; count < burst; count++) {
			await lines(lab, 'c1 send zeros:4KiB');
		}

		const isDrop = ({event}: LabEvent) => event === 'dropped';
		if (told.every(event => !isDrop(event))) {
			await linesUntil(lab, 'say waiting', event => isDrop(event));
		}

		const drop = told.find(event => isDrop(event))!;
		t.assert.match(describeLine(drop).slice(13), /^s1 dropped \d+ datagrams {2}by the system: the receive buffer of the socket was full$/v);
		const [socket] = udpSocketsOf(lab);
		const count = socket!.summary().dropped;
		t.assert.strictEqual(new FrameMaker(lab).make().endpoints[0]!.dropped, count);
		const listed = await lines(lab, 'list');
		t.assert.match(listed[1]!, new RegExp(`${count} dropped by the system$`, 'v'));
		await linesUntil(lab, 's1 resume', () => (socket!.in_bytes / 4096) + socket!.summary().dropped === burst);
	});
}

test('what was dropped since the last look is told before the close', {skip: process.platform !== 'linux'}, async (t: TestContext) => {
	const lab = realLab(t);
	const told: string[] = [];
	await lines(lab, 'listen udp:0', 's1 hold', 'connect s1');
	for (let count = 0; count < 400; count++) {
		await lines(lab, 'c1 send zeros:4KiB');
	}

	lab.journal.subscribe(({endpoint, event}) => {
		told.push(`${endpoint} ${event}`);
	});
	await lines(lab, 'c1 send zeros:4KiB', 's1 close');
	t.assert.deepStrictEqual(told.slice(-2), ['s1 dropped', 's1 close']);
});
