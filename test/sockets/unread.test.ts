/** Bytes that wait in the system while recv is held: what Linux says of TCP. */
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {lines, linesUntil, realLab} from '../helpers/recorded.ts';

const skip = process.platform === 'linux' ? false : 'NOT TESTED: only Linux has /proc/net/tcp';

for (const address of ['tcp:0', 'tcp:[::1]:0']) {
	test(`${address}: what was sent to a held reader is unread until it is resumed`, {skip}, async (t: TestContext) => {
		const lab = realLab(t);
		await lines(lab, `listen ${address}`);
		await linesUntil(lab, 'connect s1', ({event}) => event === 'accept');
		await lines(lab, 's1.1 hold', 'c1 send zeros:12000');
		const listed = await lines(lab, 'list');
		t.assert.match(listed.find(line => line.startsWith('s1.1'))!, /held 11.7 KiB unread$/v);
		const frame = new FrameMaker(lab).make();
		t.assert.strictEqual(frame.endpoints.find(({name}) => name === 's1.1')!.unread_bytes, 12_000);
		await linesUntil(lab, 's1.1 resume', ({event}) => event === 'recv');
		t.assert.strictEqual(new FrameMaker(lab).make().endpoints.find(({name}) => name === 's1.1')!.unread_bytes, undefined);
	});
}
