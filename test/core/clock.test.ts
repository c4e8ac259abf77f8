import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {now_us, timerClock} from '../../source/core/clock.ts';
import {printed} from '../helpers/recorded.ts';

test('what is scheduled never runs early, not within the call that schedules it, and not once it was cancelled', async () => {
	const clock = timerClock(now_us);
	const early_us: number[] = [];
	const cancelled: number[] = [];
	const start_us = now_us();
	const offsets_us = [-5, 0, 300, 1500, 1600, 2500, 30_000, 30_001];
	let isScheduling = true;
	const runs = offsets_us.map(async offset_us => new Promise<void>(resolve => {
		clock.schedule(start_us + offset_us, () => {
			cancelled.push(offset_us);
		})();
		clock.schedule(start_us + offset_us, () => {
			assert.equal(isScheduling, false);
			early_us.push(start_us + offset_us - now_us());
			resolve();
		});
	}));
	isScheduling = false;
	await Promise.all(runs);
	assert.equal(early_us.length, offsets_us.length);
	assert.equal(Math.max(...early_us) <= 0, true, `${Math.max(...early_us)} us early`);
	assert.deepEqual(cancelled, []);
});

test('nothing waits for what is scheduled in the background', async () => {
	const clock = new URL('../../source/core/clock.ts', import.meta.url).href;
	const program = `
		import {timerClock} from '${clock}';
		const clock = timerClock();
		const again = () => {
			clock.schedule(clock.now_us() + 1_000, again, 'background');
		};
		again();
		clock.schedule(clock.now_us() + 5_000, () => console.log('ended'));
	`;
	assert.equal(await printed(process.execPath, '--import', 'tsx', '--input-type=module', '-e', program), 'ended\n');
});
