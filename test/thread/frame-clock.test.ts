/** When frames are made, on a clock that only moves by hand. */
import {test, type TestContext} from 'node:test';
import {FrameClock} from '../../source/thread/frame-clock.ts';

/** A clock whose frames are taken at once; `made` lists when, in milliseconds. */
function ticking(t: TestContext) {
	t.mock.timers.enable({apis: ['setTimeout']});
	let now_ms = 0;
	const made: number[] = [];
	const clock: FrameClock = new FrameClock(() => {
		made.push(now_ms);
		clock.taken();
	}, () => now_ms);
	const pass = (ms: number) => {
		for (let passed = 0; passed < ms; passed++) {
			now_ms++;
			t.mock.timers.tick(1);
		}
	};

	return {clock, made, pass};
}

test('a view that ticks has a frame when its time has come, though nothing happens; one that does not has none', (t: TestContext) => {
	const {clock, made, pass} = ticking(t);
	pass(1000);
	t.assert.deepStrictEqual(made, []);
	clock.touchIn(250);
	pass(1000);
	t.assert.deepStrictEqual(made, [1254]);
	clock.touchIn(undefined);
	pass(1000);
	t.assert.deepStrictEqual(made, [1254]);
});

test('what is asked for last counts, and nothing comes when all has stopped', (t: TestContext) => {
	const {clock, made, pass} = ticking(t);
	clock.touchIn(250);
	pass(100);
	clock.touchIn(250);
	pass(249);
	clock.touchIn(undefined);
	pass(1000);
	clock.touchIn(10);
	clock.stop();
	pass(1000);
	t.assert.deepStrictEqual(made, []);
});
