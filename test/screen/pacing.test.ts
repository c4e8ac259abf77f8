import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {FrameRate} from '../../source/screen/frame-rate.ts';
import {Throttle} from '../../source/screen/throttle.ts';

test('the first call runs at once, those that follow are one at the end of the interval', (t: TestContext) => {
	t.mock.timers.enable({apis: ['setTimeout']});
	let runs = 0;
	const pace = new Throttle(40, () => {
		runs++;
	});
	pace.call();
	pace.call();
	pace.call();
	t.assert.strictEqual(runs, 1);
	t.mock.timers.tick(40);
	t.assert.strictEqual(runs, 2);
	t.mock.timers.tick(40);
	t.assert.strictEqual(runs, 2);
	pace.call();
	t.assert.strictEqual(runs, 3);
	pace.call();
	pace.stop();
	t.mock.timers.tick(400);
	t.assert.strictEqual(runs, 3);
});

const rates: ReadonlyArray<readonly [frames_ms: readonly number[], asked_ms: number, perSecond: number]> = [
	[[], 5000, 0],
	[[4000, 4100, 4999], 4999, 0],
	[[4000, 4100, 4999], 5000, 3],
	[[4000, 5000], 5500, 1],
	[[4000], 6000, 0],
];

for (const [frames, asked, perSecond] of rates) {
	test(`frames at [${frames.join(', ')}] ms are ${perSecond} a second at ${asked} ms`, () => {
		const rate = new FrameRate();
		for (const frame of frames) {
			rate.count(frame);
		}

		assert.equal(rate.perSecond(asked), perSecond);
	});
}
